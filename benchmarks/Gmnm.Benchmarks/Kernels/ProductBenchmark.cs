using BenchmarkDotNet.Attributes;
using Gmnm.Numerics;

namespace Gmnm.Benchmarks.Kernels;

/// <summary>Matrix products of the shapes that layers have: batch by units by features, and both gradients of one.</summary>
public class ProductBenchmark
{
    private AlignedBuffer _left = new(0);
    private AlignedBuffer _right = new(0);
    private AlignedBuffer _result = new(0);
    private AlignedBuffer _scratch = new(0);

    [ParamsSource(nameof(Shapes))]
    public (int Rows, int Columns, int Depth) Shape { get; set; }

    /// <summary>Whether the right matrix is stored [columns, depth], as a layer's weights are.</summary>
    [Params(false, true)]
    public bool RightTransposed { get; set; }

    public static IEnumerable<(int Rows, int Columns, int Depth)> Shapes =>
        [(1, 128, 784), (32, 64, 64), (64, 128, 784), (128, 1024, 784), (480, 512, 512)];

    [GlobalSetup]
    public void Allocate()
    {
        _left = Filled(Shape.Rows * Shape.Depth);
        _right = Filled(Shape.Depth * Shape.Columns);
        _result = new AlignedBuffer(Shape.Rows * Shape.Columns);
        _scratch = new AlignedBuffer(MatrixMultiply.ScratchPerDepth * Shape.Depth);
    }

    [Benchmark]
    public void Multiply()
    {
        var (rows, columns, depth) = Shape;
        MatrixMultiply.Run(
            rows, columns, depth,
            ref _left.Start, leftRowStride: depth, leftDepthStride: 1,
            ref _right.Start, rightDepthStride: RightTransposed ? 1 : columns, rightColumnStride: RightTransposed ? depth : 1,
            ref _scratch.Start, new StoreEpilogue(ref _result.Start, columns));
    }

    private static AlignedBuffer Filled(int length)
    {
        var buffer = new AlignedBuffer(length);
        Numbers.Normal(length, seed: 1).CopyTo(buffer.Span);
        return buffer;
    }
}
