using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gmnm.Numerics;

/// <summary>
/// Turns 4, 8 or 16 rows, each contiguous along the depth, into as many neighbours at each depth. Works on blocks of
/// 4 by 4 in the 128-bit lanes of the vectors. Bound by the shuffle unit.
/// </summary>
internal static unsafe class PanelTranspose
{
    /// <summary>At least four rows; the last four may be written twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(float* source, nint stride, nint count, nint depth, float* panel, nint width)
    {
        nint i = 0;
        if (Avx512F.IsSupported)
        {
            for (; i <= count - 16; i += 16)
            {
                Sixteen(source + (i * stride), stride, depth, panel + i, width);
            }
        }

        if (Avx.IsSupported)
        {
            for (; i <= count - 8; i += 8)
            {
                Eight(source + (i * stride), stride, depth, panel + i, width);
            }
        }

        for (; i < count; i += 4)
        {
            i = nint.Min(i, count - 4);
            Four(source + (i * stride), stride, depth, panel + i, width);
        }
    }

    /// <summary>Four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Four(float* source, nint stride, nint depth, float* panel, nint width)
    {
        nint d = 0;
        for (; d <= depth - 4; d += 4)
        {
            var from = source + d;
            var row0 = Vector128.Load(from);
            var row1 = Vector128.Load(from + stride);
            var row2 = Vector128.Load(from + (2 * stride));
            var row3 = Vector128.Load(from + (3 * stride));
            var low01 = Interleave.Low(row0, row1).AsDouble();
            var low23 = Interleave.Low(row2, row3).AsDouble();
            var high01 = Interleave.High(row0, row1).AsDouble();
            var high23 = Interleave.High(row2, row3).AsDouble();
            var to = panel + (d * width);
            Vector128.Store(Interleave.Low(low01, low23).AsSingle(), to);
            Vector128.Store(Interleave.High(low01, low23).AsSingle(), to + width);
            Vector128.Store(Interleave.Low(high01, high23).AsSingle(), to + (2 * width));
            Vector128.Store(Interleave.High(high01, high23).AsSingle(), to + (3 * width));
        }

        Rest(source, stride, d, depth, panel, width, 4);
    }

    /// <summary>Eight rows. The processor must have AVX.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Eight(float* source, nint stride, nint depth, float* panel, nint width)
    {
        nint d = 0;
        for (; d <= depth - 4; d += 4)
        {
            var from = source + d;
            var row0 = Load256(from, stride);
            var row1 = Load256(from + stride, stride);
            var row2 = Load256(from + (2 * stride), stride);
            var row3 = Load256(from + (3 * stride), stride);
            var low01 = Avx.UnpackLow(row0, row1).AsDouble();
            var low23 = Avx.UnpackLow(row2, row3).AsDouble();
            var high01 = Avx.UnpackHigh(row0, row1).AsDouble();
            var high23 = Avx.UnpackHigh(row2, row3).AsDouble();
            var to = panel + (d * width);
            Vector256.Store(Avx.UnpackLow(low01, low23).AsSingle(), to);
            Vector256.Store(Avx.UnpackHigh(low01, low23).AsSingle(), to + width);
            Vector256.Store(Avx.UnpackLow(high01, high23).AsSingle(), to + (2 * width));
            Vector256.Store(Avx.UnpackHigh(high01, high23).AsSingle(), to + (3 * width));
        }

        Rest(source, stride, d, depth, panel, width, 8);
    }

    /// <summary>Sixteen rows. The processor must have AVX-512.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Sixteen(float* source, nint stride, nint depth, float* panel, nint width)
    {
        nint d = 0;
        for (; d <= depth - 4; d += 4)
        {
            var from = source + d;
            var row0 = Load512(from, stride);
            var row1 = Load512(from + stride, stride);
            var row2 = Load512(from + (2 * stride), stride);
            var row3 = Load512(from + (3 * stride), stride);
            var low01 = Avx512F.UnpackLow(row0, row1).AsDouble();
            var low23 = Avx512F.UnpackLow(row2, row3).AsDouble();
            var high01 = Avx512F.UnpackHigh(row0, row1).AsDouble();
            var high23 = Avx512F.UnpackHigh(row2, row3).AsDouble();
            var to = panel + (d * width);
            Vector512.Store(Avx512F.UnpackLow(low01, low23).AsSingle(), to);
            Vector512.Store(Avx512F.UnpackHigh(low01, low23).AsSingle(), to + width);
            Vector512.Store(Avx512F.UnpackLow(high01, high23).AsSingle(), to + (2 * width));
            Vector512.Store(Avx512F.UnpackHigh(high01, high23).AsSingle(), to + (3 * width));
        }

        Rest(source, stride, d, depth, panel, width, 16);
    }

    /// <summary>Four floats of a row and of the row four below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load256(float* source, nint stride) =>
        Vector256.Create(Vector128.Load(source), Vector128.Load(source + (4 * stride)));

    /// <summary>Four floats of a row and of the rows 4, 8 and 12 below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load512(float* source, nint stride) =>
        Vector512.Create(Load256(source, stride), Load256(source + (8 * stride), stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rest(
        float* source, nint stride, nint start, nint depth, float* panel, nint width, nint count)
    {
        for (var d = start; d < depth; d++)
        {
            for (nint i = 0; i < count; i++)
            {
                panel[(d * width) + i] = source[(i * stride) + d];
            }
        }
    }
}
