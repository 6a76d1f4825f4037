using Gmnm.Randomness;

namespace Gmnm.Training;

/// <summary>Fills centres with training samples: components then start where the data is.</summary>
internal static class SampleCentres
{
    // Of the inputs' standard deviation: enough to tell components apart that began on the same sample.
    private const double RepeatNoise = 0.1;

    /// <summary>Whether the network has parameters that start from samples.</summary>
    public static bool AreIn(NetworkInfo network) =>
        network.TrainableParameters.Any(static parameter => parameter.Initializer.Kind == InitializerKind.InputSamples);

    /// <summary>
    /// Fills the rows of every such parameter with distinct samples in an order that <paramref name="seed"/> and the
    /// parameter's name decide. Where there are fewer samples than rows they repeat, with noise.
    /// </summary>
    public static void Fill(NetworkInfo network, Span<float> values, Dataset data, ulong seed)
    {
        var order = new int[data.Count];
        foreach (var parameter in network.TrainableParameters)
        {
            if (parameter.Initializer.Kind != InitializerKind.InputSamples || parameter.Length == 0)
            {
                continue;
            }

            var key = StableHash.Key(seed, parameter.Name);
            SampleOrder.Fill(key, order);
            var random = new RandomStream(StableHash.Key(key, 1));
            var columns = parameter.Shape[^1];
            var offset = parameter.Initializer.Offset;
            var noise = parameter.Length > (long)columns * data.Count ? RepeatNoise * StandardDeviation(data, offset, columns) : 0;
            var rows = values.Slice(parameter.Offset, parameter.Length);
            for (var row = 0; row * columns < rows.Length; row++)
            {
                var sample = data.Input(order[row % data.Count]).Slice(offset, columns);
                var deviation = row < data.Count ? 0 : noise;
                for (var column = 0; column < columns; column++)
                {
                    rows[(row * columns) + column] = sample[column] + (float)(deviation * (deviation > 0 ? random.NextNormal() : 0));
                }
            }
        }
    }

    /// <summary>Of the floats of all samples that rows take.</summary>
    private static double StandardDeviation(Dataset data, int offset, int columns)
    {
        double sum = 0;
        for (var sample = 0; sample < data.Count; sample++)
        {
            foreach (var value in data.Input(sample).Slice(offset, columns))
            {
                sum += value;
            }
        }

        var count = (double)data.Count * columns;
        var mean = sum / count;
        double squares = 0;
        for (var sample = 0; sample < data.Count; sample++)
        {
            foreach (var value in data.Input(sample).Slice(offset, columns))
            {
                squares += (value - mean) * (value - mean);
            }
        }

        return Math.Sqrt(squares / count);
    }
}
