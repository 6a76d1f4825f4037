using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;
using Gmnm.Numerics;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

/// <summary>
/// The exponential and the logarithm are the host's here, so these tolerances are those of the formulas: a device's own
/// exponential adds to them.
/// </summary>
[Collection(GpuCollection.Name)]
public class GpuMathTests(GpuKernels gpu)
{
    private const int Count = 2000;

    private readonly float[] _input = Values.Uniform(Count, 1, -12f, 12f);

    [Fact]
    public void SineIsWithinTwoMillionths() => Check(Each<Sin>, Math.Sin, 2e-6);

    [Fact]
    public void CosineIsWithinTwoMillionths() => Check(Each<Cos>, Math.Cos, 2e-6);

    [Fact]
    public void SigmoidIsWithinAMillionth() => Check(Each<Sigmoid>, static x => 1 / (1 + Math.Exp(-x)), 1e-6);

    [Fact]
    public void TanhIsWithinAMillionth() => Check(Each<Tanh>, Math.Tanh, 1e-6);

    [Fact]
    public void SoftplusIsWithinAMillionth() =>
        Check(Each<Softplus>, static x => Math.Max(0, x) + Math.Log(1 + Math.Exp(-Math.Abs(x))), 1e-6);

    [Fact]
    public void ErrorFunctionIsWithinAMillionth() => Check(Each<Erf>, ErrorFunction, 1e-6);

    [Fact]
    public void UniformNumbersAreThoseOfTheCpu()
    {
        const ulong Key = 0x9E3779B97F4A7C15;
        var actual = gpu.Run(Uniform, new(2, 1, 1), 32, Count, Count, new() { DropoutKey = Key });
        var expected = new float[Count];
        for (var i = 0; i < Count; i++)
        {
            Lanes1.Store(Lanes1.Uniform(Key, i), ref expected[0], i);
        }

        Assert.Equal(expected, actual);
    }

    private static void Each<TFunction>(GpuMemory memory)
        where TFunction : struct, IFunction
    {
        for (var i = GpuGrid.First; i < memory.Rows; i += GpuGrid.Stride)
        {
            memory.Predictions[i] = TFunction.Of(memory.Inputs[i]);
        }
    }

    private static void Uniform(GpuMemory memory)
    {
        for (var i = GpuGrid.First; i < memory.Rows; i += GpuGrid.Stride)
        {
            memory.Predictions[i] = GpuMath.Uniform(memory.DropoutKey, i);
        }
    }

    /// <summary>2 / √π e^(-x²) Σ 2ⁿ x^(2n+1) / (2n+1)!!, whose terms all have one sign.</summary>
    private static double ErrorFunction(double x)
    {
        if (Math.Abs(x) > 6)
        {
            return Math.Sign(x);
        }

        var (term, sum) = (x, x);
        for (var n = 1; n < 200; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private void Check(Action<GpuMemory> kernel, Func<double, double> expected, double tolerance) => Values.AssertNear(
        [.. _input.Select(x => expected(x))],
        gpu.Run(kernel, new(2, 1, 1), 32, Count, Count, new() { Inputs = _input }), tolerance);

    private interface IFunction
    {
        static abstract float Of(float x);
    }

    private readonly struct Sin : IFunction
    {
        public static float Of(float x) => GpuMath.Sin(x);
    }

    private readonly struct Cos : IFunction
    {
        public static float Of(float x) => GpuMath.Cos(x);
    }

    private readonly struct Sigmoid : IFunction
    {
        public static float Of(float x) => GpuMath.Sigmoid(x);
    }

    private readonly struct Tanh : IFunction
    {
        public static float Of(float x) => GpuMath.Tanh(x);
    }

    private readonly struct Softplus : IFunction
    {
        public static float Of(float x) => GpuMath.Softplus(x);
    }

    private readonly struct Erf : IFunction
    {
        public static float Of(float x) => GpuMath.Erf(x);
    }
}
