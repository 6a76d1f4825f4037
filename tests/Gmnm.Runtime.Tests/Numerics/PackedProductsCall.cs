using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

/// <summary>
/// Products whose depth is two matrices one after the other, the first with gaps between its rows; the right ones are
/// contiguous along the depth for even products, along the columns for odd ones.
/// </summary>
internal sealed class PackedProductsCall(int rows, int columns, int depth, int products, int split)
{
    private const int Gap = 3;
    private readonly Guarded _first = Guarded.Random((rows * (split + Gap)) + 1, 1);
    private readonly Guarded _second = Guarded.Random((rows * (depth - split)) + 1, 2);
    private readonly Guarded _right = Guarded.Random((products * columns * depth) + 1, 3);
    private readonly Guarded _packed = new(PackedProducts.PackedLength(columns, depth, products));
    private readonly Guarded _scratch = new(PackedProducts.ScratchPerDepth * depth);

    internal Guarded Result { get; } = new(products * rows * columns);

    internal Guarded Visits { get; } = Guarded.Random(products * rows * columns, 0, 0f);

    internal float LeftAt(int row, int d) =>
        d < split ? _first[(row * (split + Gap)) + d] : _second[(row * (depth - split)) + d - split];

    internal float RightAt(int product, int d, int column) =>
        _right[(product * columns * depth) + (d * DepthStride(product)) + (column * ColumnStride(product))];

    internal void AssertMarginsUntouched()
    {
        _packed.AssertMarginsUntouched();
        _scratch.AssertMarginsUntouched();
        Result.AssertMarginsUntouched();
    }

    internal void Run(Width width, bool backward = false)
    {
        var left = new Left(ref _first.Start, ref _second.Start, split, depth);
        var epilogue = new Store(ref Result.Start, ref Visits.Start, rows, columns, products);
        switch (width)
        {
            case Width.Machine:
                Pack(PackedProducts.Pack);
                PackedProducts.Run(rows, columns, depth, products, backward, ref _packed.Start, ref _scratch.Start, left, epilogue);
                break;
            case Width.Bits512:
                Pack(PackedProducts.Pack<Lanes512>);
                PackedProducts.Run<Lanes512, Left, Store>(
                    rows, columns, depth, products, backward, ref _packed.Start, ref _scratch.Start, left, epilogue);
                break;
            case Width.Bits256:
                Pack(PackedProducts.Pack<Lanes256>);
                PackedProducts.Run<Lanes256, Left, Store>(
                    rows, columns, depth, products, backward, ref _packed.Start, ref _scratch.Start, left, epilogue);
                break;
            default:
                Pack(PackedProducts.Pack<Lanes128>);
                PackedProducts.Run<Lanes128, Left, Store>(
                    rows, columns, depth, products, backward, ref _packed.Start, ref _scratch.Start, left, epilogue);
                break;
        }
    }

    private delegate void Packing(
        nint columns, nint depth, int products, nint product, nint start, nint length,
        ref readonly float right, nint rightDepthStride, nint rightColumnStride, ref float packed);

    private void Pack(Packing pack)
    {
        for (var product = 0; product < products; product++)
        {
            foreach (var (start, end) in ((int, int)[])[(0, split), (split, depth)])
            {
                ref var right = ref _right.Span[(product * columns * depth) + (start * DepthStride(product))];
                pack(
                    columns, depth, products, product, start, end - start, ref right, DepthStride(product), ColumnStride(product),
                    ref _packed.Start);
            }
        }
    }

    private int DepthStride(int product) => product % 2 == 0 ? 1 : columns;

    private int ColumnStride(int product) => product % 2 == 0 ? depth : 1;

    private readonly ref struct Left(ref float first, ref float second, int split, int depth) : ILeftRows
    {
        private readonly ref float _first = ref first;
        private readonly ref float _second = ref second;
        private readonly int _split = split;
        private readonly int _depth = depth;

        public void Pack(nint row, nint count, nint width, ref float strip)
        {
            PackedProducts.PackRows(ref _first, _split + Gap, row, count, width, 0, _split, ref strip);
            PackedProducts.PackRows(ref _second, _depth - _split, row, count, width, _split, _depth - _split, ref strip);
        }
    }

    private readonly ref struct Store(ref float result, ref float visits, nint rows, nint columns, int products) : IProductsEpilogue
    {
        private readonly ref float _result = ref result;
        private readonly ref float _visits = ref visits;
        private readonly nint _rows = rows;
        private readonly nint _columns = columns;
        private readonly int _products = products;

        public void Invoke<TLanes>(ref readonly float sums, nint row, nint column)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            for (var product = 0; product < _products; product++)
            {
                var at = (((product * _rows) + row) * _columns) + column;
                TLanes.Store(TLanes.Load(in sums, product * PackedProducts.GroupColumns(_products)), ref _result, at);
                TLanes.Store(TLanes.Load(ref _visits, at) + TLanes.Splat(1f), ref _visits, at);
            }
        }
    }
}
