using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gmnm.Numerics;

/// <summary>
/// Rows of a table by index. An index is a whole number in a float, in the table: callers have checked it with
/// <see cref="ShapeCheck.Index"/>. Both loops are bound by memory.
/// </summary>
public static class EmbeddingRows
{
    /// <summary>Row <c>indices[r]</c> of the table becomes row r of the result.</summary>
    /// <param name="rows">Number of indices.</param>
    /// <param name="features">Floats in a row.</param>
    /// <param name="indices">[rows].</param>
    /// <param name="table">[count, features].</param>
    /// <param name="result">[rows, features].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(nint rows, int features, ref float indices, ref float table, ref float result)
    {
        for (nint row = 0; row < rows; row++)
        {
            Row(ref table, (nint)Unsafe.Add(ref indices, row), features).CopyTo(Row(ref result, row, features));
        }
    }

    /// <summary>Row r of the input is added to row <c>indices[r]</c> of the result, which starts as zero, in the order of r.</summary>
    /// <param name="rows">Number of indices.</param>
    /// <param name="count">Number of rows of the result.</param>
    /// <param name="features">Floats in a row.</param>
    /// <param name="indices">[rows].</param>
    /// <param name="input">[rows, features].</param>
    /// <param name="result">[count, features].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(nint rows, int count, int features, ref float indices, ref float input, ref float result)
    {
        MemoryMarshal.CreateSpan(ref result, checked(count * features)).Clear();
        for (nint row = 0; row < rows; row++)
        {
            var sum = Row(ref result, (nint)Unsafe.Add(ref indices, row), features);
            TensorPrimitives.Add(sum, Row(ref input, row, features), sum);
        }
    }

    private static Span<float> Row(ref float start, nint row, int features) =>
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref start, row * features), features);
}
