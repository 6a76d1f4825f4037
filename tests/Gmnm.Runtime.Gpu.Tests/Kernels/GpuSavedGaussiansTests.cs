using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

/// <summary>Gradients of projections in memory, in fours and one by one.</summary>
[Collection(GpuCollection.Name)]
public class GpuSavedGaussiansTests(GpuKernels gpu)
{
    private const int Rows = 5, Components = 3;

    [Fact]
    public void NormOfThree() => Check(Differentiate<GpuNorm, Three>, 3, static (y, k) => y(k));

    [Fact]
    public void NormOfFour() => Check(Differentiate<GpuNorm, Four>, 4, static (y, k) => y(k));

    [Fact]
    public void NormOfEight() => Check(Differentiate<GpuNorm, Eight>, 8, static (y, k) => y(k));

    [Fact]
    public void SumOfFour() => Check(Differentiate<GpuSum, Four>, 4, static (y, k) => Enumerable.Range(0, 4).Sum(y));

    [Fact]
    public void SumOfEight() => Check(Differentiate<GpuSum, Eight>, 8, static (y, k) => Enumerable.Range(0, 8).Sum(y));

    [Fact]
    public void PairsOfFour() => Check(Differentiate<GpuQuadratic, Four>, 4, (y, k) => Pairs(y, k, 2));

    [Fact]
    public void PairsOfEight() => Check(Differentiate<GpuQuadratic, Eight>, 8, (y, k) => Pairs(y, k, 4));

    /// <summary>Fours, but of no half.</summary>
    [Fact]
    public void PairsOfTwelve() => Check(Differentiate<GpuQuadratic, Twelve>, 12, (y, k) => Pairs(y, k, 6));

    private static double Pairs(Func<int, double> y, int k, int half) =>
        Enumerable.Range(0, half).Sum(i => y(i) * y(i + half)) * y(k < half ? k + half : k - half);

    private static void Differentiate<TAggregation, TProjections>(GpuMemory memory)
        where TAggregation : struct, IGpuAggregation
        where TProjections : IProjections
    {
        var count = TProjections.Count;
        GpuSavedGaussians.Differentiate<TAggregation>(
            memory.Rows, Components, count, new(memory.Inputs, 0), Components * count,
            new(memory.Targets, 0), new(memory.Gradients, 0), new(memory.Predictions, 0));
    }

    private void Check(Action<GpuMemory> kernel, int projections, Func<Func<int, double>, int, double> slope)
    {
        var (saved, exponentials, gradients) =
            (Values.Uniform(Rows * Components * projections, 1), Values.Uniform(Rows * Components, 2, 0f), Values.Uniform(Rows * Components, 3));
        double[] expected = [.. Enumerable.Range(0, saved.Length).Select(i =>
        {
            var component = i / projections;
            return -(double)exponentials[component] * gradients[component] * slope(k => saved[(component * projections) + k], i % projections);
        })];
        var actual = gpu.Run(kernel, new(1, 1, 1), 64, saved.Length, Rows, new() { Inputs = saved, Targets = exponentials, Gradients = gradients });
        Values.AssertNear(expected, actual, 1e-6);
    }

    private interface IProjections
    {
        static abstract int Count { get; }
    }

    private readonly struct Three : IProjections
    {
        public static int Count => 3;
    }

    private readonly struct Four : IProjections
    {
        public static int Count => 4;
    }

    private readonly struct Eight : IProjections
    {
        public static int Count => 8;
    }

    private readonly struct Twelve : IProjections
    {
        public static int Count => 12;
    }
}
