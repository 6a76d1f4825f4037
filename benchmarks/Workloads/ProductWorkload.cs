using Gmnm.Numerics;

namespace Gmnm.Benchmarks;

/// <summary>The product of two square matrices, row-major, into a third.</summary>
internal sealed class ProductWorkload(int size) : Workload($"matrix product {size}")
{
    public int Size { get; } = size;

    public float[] Left => field ??= Numbers.Normal(Size * Size, seed: 1);

    public float[] Right => field ??= Numbers.Normal(Size * Size, seed: 2);

    public override double MultiplyAdds => Math.Pow(Size, 3);

    public override Contender Ours(double learningRate) => new Product(this);

    private sealed class Product(ProductWorkload workload) : Contender
    {
        private readonly AlignedBuffer _left = Copy(workload.Left);
        private readonly AlignedBuffer _right = Copy(workload.Right);
        private readonly AlignedBuffer _result = new(workload.Size * workload.Size);
        private readonly AlignedBuffer _scratch = new(MatrixMultiply.ScratchPerDepth * workload.Size);
        private readonly int _size = workload.Size;

        public override void Call() => MatrixMultiply.Run(
            rows: _size, columns: _size, depth: _size,
            ref _left.Start, leftRowStride: _size, leftDepthStride: 1,
            ref _right.Start, rightDepthStride: _size, rightColumnStride: 1,
            ref _scratch.Start, new StoreEpilogue(ref _result.Start, _size));

        public override float[] Result() => [.. _result.Span];

        private static AlignedBuffer Copy(float[] values)
        {
            var buffer = new AlignedBuffer(values.Length);
            values.CopyTo(buffer.Span);
            return buffer;
        }
    }
}
