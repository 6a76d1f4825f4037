using Gmnm.Randomness;

namespace Gmnm.Runtime.Tests.Networks;

/// <summary>Small problems with a known answer.</summary>
internal static class Samples
{
    /// <summary>Three clusters for <see cref="SoftmaxRegression"/>, apart enough to be separated by lines.</summary>
    public static Dataset Clusters(int count, ulong seed = 1)
    {
        var random = new RandomStream(seed);
        var inputs = new float[count * SoftmaxRegression.Inputs];
        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = random.NextInt(SoftmaxRegression.Classes);
            for (var d = 0; d < SoftmaxRegression.Inputs; d++)
            {
                inputs[(i * SoftmaxRegression.Inputs) + d] = (d == labels[i] ? 3 : 0) + (float)random.NextNormal();
            }
        }

        return Dataset.FromLabels(inputs, labels);
    }

    /// <summary>y = (x0 - 2 x1 + 1, x2 / 2), with a little noise, for <see cref="LinearRegression"/>.</summary>
    public static Dataset Line(int count, ulong seed = 1)
    {
        var random = new RandomStream(seed);
        var inputs = new float[count * LinearRegression.Inputs];
        var targets = new float[count * LinearRegression.Outputs];
        for (var i = 0; i < count; i++)
        {
            var x = inputs.AsSpan(i * LinearRegression.Inputs, LinearRegression.Inputs);
            foreach (ref var value in x)
            {
                value = (float)random.NextNormal();
            }

            targets[2 * i] = x[0] - (2 * x[1]) + 1 + (float)(0.01 * random.NextNormal());
            targets[(2 * i) + 1] = (x[2] / 2) + (float)(0.01 * random.NextNormal());
        }

        return new Dataset(inputs, targets, LinearRegression.Inputs, LinearRegression.Outputs);
    }
}
