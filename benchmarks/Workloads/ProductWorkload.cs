using System.Runtime.CompilerServices;
using Gmnm.Numerics;
using Gmnm.Threading;

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

        public override void Call()
        {
            var work = new Shares(this);
            Team.Run(ref work);
        }

        public override float[] Result() => [.. _result.Span];

        private static AlignedBuffer Copy(float[] values)
        {
            var buffer = new AlignedBuffer(values.Length);
            values.CopyTo(buffer.Span);
            return buffer;
        }

        /// <summary>Columns are shared: a thread packs the panels that it multiplies with, and no others.</summary>
        private readonly struct Shares(Product product) : ISharedWork
        {
            private const int PartColumns = 128;

            public static bool Meets => false;

            public int Parts => product._size / PartColumns;

            public nint Rows => product._size;

            public int ScratchLength => product._scratch.Length;

            public void Run(in ThreadShare share)
            {
                var size = product._size;
                var (first, count) = share.Range(size, PartColumns);
                MatrixMultiply.Run(
                    rows: size, columns: count, depth: size,
                    ref product._left.Start, leftRowStride: size, leftDepthStride: 1,
                    ref Unsafe.Add(ref product._right.Start, first), rightDepthStride: size, rightColumnStride: 1,
                    ref share.Scratch(ref product._scratch.Start), new StoreEpilogue(ref Unsafe.Add(ref product._result.Start, first), size));
            }
        }
    }
}
