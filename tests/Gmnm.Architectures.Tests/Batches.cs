namespace Gmnm.Architectures;

/// <summary>Small batches with something in them to learn.</summary>
internal static class Batches
{
    private const int Count = 24;

    /// <summary>Noise with a bright stripe whose place is the class.</summary>
    public static Dataset Images(int channels, int height, int width, int classes)
    {
        var random = new Random(1);
        var labels = Labels(classes);
        var pixels = new float[Count * channels * height * width];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (sample, row) = (i / (channels * height * width), i / width % height);
            pixels[i] = (0.3f * random.NextSingle()) + (row * classes / height == labels[sample] ? 1 : 0);
        }

        return Dataset.FromLabels(pixels, labels);
    }

    /// <summary>Noise with a bright square, and for each pixel whether it is in the square.</summary>
    public static Dataset Masks(int side)
    {
        var random = new Random(2);
        var (pixels, masks) = (new float[Count * side * side], new float[Count * side * side]);
        for (var i = 0; i < pixels.Length; i++)
        {
            var (sample, row, column) = (i / (side * side), i / side % side, i % side);
            masks[i] = Math.Abs(row - (sample % side)) < 4 && Math.Abs(column - (side / 2)) < 4 ? 1 : 0;
            pixels[i] = masks[i] + (0.5f * random.NextSingle());
        }

        return new Dataset(pixels, masks, side * side, side * side);
    }

    /// <summary>Waves whose frequency is the class.</summary>
    public static Dataset Waves(int steps, int features, int classes)
    {
        var labels = Labels(classes);
        var values = new float[Count * steps * features];
        for (var i = 0; i < values.Length; i++)
        {
            var (sample, step, feature) = (i / (steps * features), i / features % steps, i % features);
            values[i] = MathF.Sin((0.4f * step * (1 + labels[sample])) + feature + sample);
        }

        return Dataset.FromLabels(values, labels);
    }

    /// <summary>Source and previous values, the target continues the source.</summary>
    public static Dataset Continuations(int source, int target)
    {
        var (inputs, targets) = (new List<float>(), new List<float>());
        for (var sample = 0; sample < Count; sample++)
        {
            for (var step = 0; step < source + target; step++)
            {
                // The decoder's inputs are the targets one step earlier.
                var time = step < source ? step : step - 1;
                inputs.AddRange([Wave(sample, time), Wave(sample + 7, time)]);
                if (step >= source)
                {
                    targets.AddRange([Wave(sample, step), Wave(sample + 7, step)]);
                }
            }
        }

        return new Dataset(inputs.ToArray(), targets.ToArray(), 2 * (source + target), 2 * target);
    }

    /// <summary>Tokens, the class is that of the first.</summary>
    public static Dataset Tokens(int length, int vocabulary, int classes)
    {
        var random = new Random(3);
        var tokens = new float[Count * length];
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = random.Next(vocabulary);
        }

        return Dataset.FromLabels(tokens, [.. Enumerable.Range(0, Count).Select(sample => (int)tokens[sample * length] % classes)]);
    }

    /// <summary>Each token is followed by one that depends on it alone; the target is the next token.</summary>
    public static Dataset NextTokens(int length, int vocabulary)
    {
        var (tokens, next) = (new float[Count * length], new float[Count * length]);
        for (var i = 0; i < tokens.Length; i++)
        {
            var (sample, step) = (i / length, i % length);
            tokens[i] = step == 0 ? sample % vocabulary : next[i - 1];
            next[i] = ((5 * tokens[i]) + 1) % vocabulary;
        }

        return new Dataset(tokens, next, length, length);
    }

    /// <summary>Points near a plane of few dimensions; the target is the point itself.</summary>
    public static Dataset Reconstructions(int features)
    {
        var values = new float[Count * features];
        for (var i = 0; i < values.Length; i++)
        {
            var (sample, feature) = (i / features, i % features);
            values[i] = MathF.Sin(sample + (0.1f * feature)) + (0.5f * MathF.Cos(2 * sample - (0.2f * feature)));
        }

        return new Dataset(values, values, features, features);
    }

    /// <summary>Data of 16 and noise of 4 numbers; the loss needs no target.</summary>
    public static Dataset WithNoise()
    {
        var random = new Random(4);
        var values = new float[Count * 20];
        for (var i = 0; i < values.Length; i++)
        {
            var (sample, feature) = (i / 20, i % 20);
            values[i] = feature < 16 ? MathF.Sin(sample + (0.3f * feature)) : (float)Normal(random);
        }

        return new Dataset(values, default, 20, 0);
    }

    /// <summary>A function of three numbers in pieces.</summary>
    public static Dataset Pieces()
    {
        var random = new Random(5);
        var (inputs, targets) = (new List<float>(), new List<float>());
        for (var sample = 0; sample < 4 * Count; sample++)
        {
            var (x, y, z) = (random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, random.NextSingle() - 0.5f);
            inputs.AddRange([x, y, z]);
            targets.AddRange([x > 0 ? y + z : 2 * y, MathF.Abs(x) - z]);
        }

        return new Dataset(inputs.ToArray(), targets.ToArray(), 3, 2);
    }

    /// <summary>
    /// Points of the square [-1, 1]² with the right-hand side of Δu = f for u = sin πx sin πy, every third on the boundary.
    /// </summary>
    public static Dataset Square()
    {
        var random = new Random(6);
        var (inputs, targets) = (new List<float>(), new List<float>());
        for (var sample = 0; sample < 4 * Count; sample++)
        {
            var (x, y) = ((2 * random.NextSingle()) - 1, (2 * random.NextSingle()) - 1);
            var isBoundary = sample % 3 == 0;
            x = isBoundary ? MathF.CopySign(1, x) : x;
            inputs.AddRange([x, y]);
            targets.AddRange([-2 * MathF.PI * MathF.PI * MathF.Sin(MathF.PI * x) * MathF.Sin(MathF.PI * y), isBoundary ? 1 : 0]);
        }

        return new Dataset(inputs.ToArray(), targets.ToArray(), 2, 2);
    }

    private static int[] Labels(int classes) => [.. Enumerable.Range(0, Count).Select(sample => sample % classes)];

    private static float Wave(int sample, int time) => MathF.Sin((0.3f + (0.05f * (sample % 5))) * time + sample);

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
