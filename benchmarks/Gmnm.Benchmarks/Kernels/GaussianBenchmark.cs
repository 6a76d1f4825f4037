using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using Gmnm.Numerics;

namespace Gmnm.Benchmarks.Kernels;

/// <summary>The Gaussian components of a batch, forward, and backward to weights and offsets.</summary>
public class GaussianBenchmark
{
    private AlignedBuffer _input = new(0);
    private AlignedBuffer _weight = new(0);
    private AlignedBuffer _offset = new(0);
    private AlignedBuffer _exponential = new(0);
    private AlignedBuffer _weightGradient = new(0);
    private AlignedBuffer _offsetGradient = new(0);
    private AlignedBuffer _scratch = new(0);

    [ParamsSource(nameof(Shapes))]
    public (int Rows, int Features, int Components, int Projections) Shape { get; set; }

    public static IEnumerable<(int Rows, int Features, int Components, int Projections)> Shapes =>
        [(32, 2, 16, 2), (32, 64, 64, 2), (128, 784, 256, 1), (128, 784, 256, 4)];

    [GlobalSetup]
    public void Allocate()
    {
        var (rows, features, components, projections) = Shape;
        _input = Filled(rows * features, 1);
        _weight = Filled(components * projections * features, 1 / MathF.Sqrt(features * projections));
        _offset = Filled(components * projections, 1);
        _exponential = new AlignedBuffer(rows * components);
        _weightGradient = new AlignedBuffer(_weight.Length);
        _offsetGradient = new AlignedBuffer(_offset.Length);
        _scratch = new AlignedBuffer(Math.Max(
            GaussianProjections.ScratchLength(features, projections), GaussianProjections.BackwardScratchLength(features, projections)));
        Forward();
    }

    [Benchmark]
    public void Forward() => GaussianProjections.Forward<NormAggregation>(
        Shape.Rows, Shape.Features, Shape.Components, Shape.Projections,
        ref _input.Start, ref _weight.Start, ref _offset.Start, ref _exponential.Start, ref _scratch.Start);

    [Benchmark]
    public void Backward() => GaussianProjections.Backward<NormAggregation>(
        Shape.Rows, Shape.Features, Shape.Components, Shape.Projections,
        ref _input.Start, ref _weight.Start, ref _offset.Start, ref _exponential.Start, ref _exponential.Start,
        ref _weightGradient.Start, ref _offsetGradient.Start, ref Unsafe.NullRef<float>(), ref _scratch.Start);

    private static AlignedBuffer Filled(int length, float scale)
    {
        var buffer = new AlignedBuffer(length);
        var values = Numbers.Normal(length, seed: 1);
        for (var i = 0; i < length; i++)
        {
            buffer.Span[i] = scale * values[i];
        }

        return buffer;
    }
}
