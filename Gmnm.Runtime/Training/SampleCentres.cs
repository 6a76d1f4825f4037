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
        var noise = RepeatNoise * StandardDeviation(data.Inputs.Span);
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
            var rows = values.Slice(parameter.Offset, parameter.Length);
            for (var row = 0; row * columns < rows.Length; row++)
            {
                var sample = data.Input(order[row % data.Count]);
                var deviation = row < data.Count ? 0 : noise;
                for (var column = 0; column < columns; column++)
                {
                    rows[(row * columns) + column] = sample[column % sample.Length] + (float)(deviation * (deviation > 0 ? random.NextNormal() : 0));
                }
            }
        }
    }

    private static double StandardDeviation(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        double squares = 0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / values.Length);
    }
}
