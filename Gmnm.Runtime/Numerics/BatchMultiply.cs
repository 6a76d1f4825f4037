using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// Many products of matrices of one size, such as the scores of every head of an attention layer. The matrices of an
/// operand and of the result lie one after the other.
/// </summary>
public static unsafe class BatchMultiply
{
    /// <summary>
    /// For each of the <paramref name="matrices"/>, <c>result[r * columns + c] = sum over d of
    /// left[r * leftRowStride + d * leftDepthStride] * right[d * rightDepthStride + c * rightColumnStride]</c>.
    /// </summary>
    /// <param name="matrices">Number of products.</param>
    /// <param name="rows">Rows of a left matrix and of a result.</param>
    /// <param name="columns">Columns of a right matrix and of a result.</param>
    /// <param name="depth">Columns of a left matrix, rows of a right one.</param>
    /// <param name="left">[matrices, rows, depth], or with the last two transposed.</param>
    /// <param name="leftRowStride">Floats from a row of a left matrix to the next.</param>
    /// <param name="leftDepthStride">Floats from a column of a left matrix to the next.</param>
    /// <param name="right">[matrices, depth, columns], or with the last two transposed.</param>
    /// <param name="rightDepthStride">Floats from a row of a right matrix to the next.</param>
    /// <param name="rightColumnStride">Floats from a column of a right matrix to the next.</param>
    /// <param name="result">[matrices, rows, columns].</param>
    /// <param name="scratch"><see cref="MatrixMultiply.ScratchPerDepth"/> times <paramref name="depth"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        nint matrices, nint rows, nint columns, nint depth,
        ref readonly float left, nint leftRowStride, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, nint rightColumnStride,
        ref float result, ref float scratch)
    {
        fixed (float* leftStart = &left, rightStart = &right, resultStart = &result)
        {
            for (nint matrix = 0; matrix < matrices; matrix++)
            {
                MatrixMultiply.Run(
                    rows, columns, depth,
                    ref Unsafe.AsRef<float>(leftStart + (matrix * rows * depth)), leftRowStride, leftDepthStride,
                    ref Unsafe.AsRef<float>(rightStart + (matrix * depth * columns)), rightDepthStride, rightColumnStride,
                    ref scratch, new AccumulateEpilogue(resultStart + (matrix * rows * columns), columns, add: false));
            }
        }
    }
}
