using Gmnm.Numerics;

namespace Gmnm.Benchmarks.Rates;

/// <summary>Matrix products as a layer's weights [columns, depth] are multiplied.</summary>
internal static class ProductRates
{
    public static IEnumerable<KernelRate> All =>
    [
        Product(512, 512, 512),
        Product(64, 64, 64),
        Product(32, 128, 784),
        Product(64, 128, 784),
        Packed(64, 128, 784),
        WeightGradient(128, 784, 64),
        Row(1024, 1024),
    ];

    private static KernelRate Product(int rows, int columns, int depth) =>
        KernelRate.Multiplying($"product {rows}×{columns}×{depth}, `x Wᵀ`", (double)rows * columns * depth, Call(rows, columns, depth));

    private static KernelRate Row(int columns, int depth) =>
        KernelRate.Reading($"one row by {columns}×{depth}", (double)columns * depth, Call(1, columns, depth));

    private static Action Call(int rows, int columns, int depth)
    {
        var (left, right, result) = (RateReport.Filled(rows * depth), RateReport.Filled(columns * depth), new AlignedBuffer(rows * columns));
        var scratch = new AlignedBuffer(MatrixMultiply.ScratchPerDepth * depth);
        return () => MatrixMultiply.Run(
            rows, columns, depth, ref left.Start, leftRowStride: depth, leftDepthStride: 1,
            ref right.Start, rightDepthStride: 1, rightColumnStride: depth, ref scratch.Start, new StoreEpilogue(ref result.Start, columns));
    }

    private static KernelRate Packed(int rows, int columns, int depth)
    {
        var (left, right, result) = (RateReport.Filled(rows * depth), RateReport.Filled(columns * depth), new AlignedBuffer(rows * columns));
        var (packed, scratch) = (
            new AlignedBuffer(MatrixMultiply.PackedLength(columns, depth)), new AlignedBuffer(MatrixMultiply.PackedScratchPerDepth * depth));
        MatrixMultiply.Pack(columns, depth, ref right.Start, rightDepthStride: 1, rightColumnStride: depth, ref packed.Start);
        return KernelRate.Multiplying("the same, packed weights", (double)rows * columns * depth, () => MatrixMultiply.RunPacked(
            rows, columns, depth, ref left.Start, leftRowStride: depth, ref right.Start, rightDepthStride: 1, rightColumnStride: depth,
            ref packed.Start, ref scratch.Start, new StoreEpilogue(ref result.Start, columns)));
    }

    private static KernelRate WeightGradient(int rows, int columns, int depth)
    {
        var (left, right, result) = (RateReport.Filled(rows * depth), RateReport.Filled(columns * depth), new AlignedBuffer(rows * columns));
        var scratch = new AlignedBuffer(MatrixMultiply.ScratchPerDepth * depth);
        return KernelRate.Multiplying($"product {rows}×{columns}×{depth}, `dyᵀ x`", (double)rows * columns * depth, () => MatrixMultiply.Run(
            rows, columns, depth, ref left.Start, leftRowStride: 1, leftDepthStride: rows,
            ref right.Start, rightDepthStride: columns, rightColumnStride: 1, ref scratch.Start, new StoreEpilogue(ref result.Start, columns)));
    }
}
