using Gmnm.Gpu.Kernels;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

/// <summary>Writes the results of a product row by row.</summary>
internal readonly struct StoreMatrix(Place target, int columns) : IProductEpilogue
{
    public void Store(Quad sums, int row, int column)
    {
        One(sums.A, row, column);
        One(sums.B, row, column + 1);
        One(sums.C, row, column + 2);
        One(sums.D, row, column + 3);
    }

    private void One(float value, int row, int column)
    {
        var to = target;
        if (column < columns)
        {
            to[(row * columns) + column] = value;
        }
    }
}
