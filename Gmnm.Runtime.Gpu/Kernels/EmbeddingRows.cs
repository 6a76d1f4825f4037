using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>Rows of a table by index. An index is a whole number in a float, in the table: callers have checked it.</summary>
public static class EmbeddingRows
{
    /// <summary>Row <c>indices[r]</c> of the table becomes row r of the result. Bound by memory.</summary>
    /// <param name="rows">Number of indices.</param>
    /// <param name="features">Floats in a row.</param>
    /// <param name="indices">[rows].</param>
    /// <param name="table">[count, features].</param>
    /// <param name="result">[rows, features]; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(int rows, int features, Place indices, Place table, Place result)
    {
        for (var i = GpuGrid.First; i < rows * features; i += GpuGrid.Stride)
        {
            result[i] = table[((int)indices[i / features] * features) + (i % features)];
        }
    }

    /// <summary>
    /// Row r of the input is added to row <c>indices[r]</c> of the result, in the order of r: the same bits every time. A warp
    /// has 32 columns of a row of the table and looks at all indices, 32 at once: (rows / 32) · count · (features / 32)
    /// looks, which bound it where tables are long. Groups are of whole warps.
    /// </summary>
    /// <param name="rows">Number of indices.</param>
    /// <param name="count">Number of rows of the result.</param>
    /// <param name="features">Floats in a row.</param>
    /// <param name="indices">[rows].</param>
    /// <param name="input">[rows, features].</param>
    /// <param name="result">[count, features]; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(int rows, int count, int features, Place indices, Place input, Place result)
    {
        var slabs = (features + GpuGrid.Warp - 1) / GpuGrid.Warp;
        for (var i = GpuGrid.FirstOfWarp; i < count * slabs; i += GpuGrid.Warps)
        {
            var (index, column) = (i / slabs, (i % slabs * GpuGrid.Warp) + GpuGrid.Lane);
            var sum = 0f;
            for (var first = 0; first < rows; first += GpuGrid.Warp)
            {
                var own = first + GpuGrid.Lane;
                var hit = own < rows && (int)indices[own] == index ? 1 : 0;
                if (GpuReduction.WarpAny(hit) == 0)
                {
                    continue;
                }

                for (var lane = 0; lane < GpuGrid.Warp; lane++)
                {
                    if (Warp.Shuffle(hit, lane) != 0 && column < features)
                    {
                        sum += input[((first + lane) * features) + column];
                    }
                }
            }

            if (column < features)
            {
                result[(index * features) + column] = sum;
            }
        }
    }
}
