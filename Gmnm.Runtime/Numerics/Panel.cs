using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>
/// Copies a strip of a matrix into the order in which the micro-kernel reads it: for each depth, <c>width</c>
/// neighbours, contiguous. Strips narrower than the panel are filled up with zeros.
/// </summary>
internal static unsafe class Panel
{
    /// <summary>
    /// Writes <c>panel[d * width + i] = source[i * stride + d * depthStride]</c> for i below <paramref name="count"/>,
    /// zero from there to <paramref name="width"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Pack(
        float* source, nint stride, nint depthStride, nint count, nint width, nint depth, float* panel)
    {
        if (count < width)
        {
            new Span<float>(panel, checked((int)(width * depth))).Clear();
        }

        if (stride == 1)
        {
            for (nint d = 0; d < depth; d++)
            {
                Copy(source + (d * depthStride), panel + (d * width), count);
            }

            return;
        }

        nint i = 0;
        if (depthStride == 1 && Vector128.IsHardwareAccelerated)
        {
            for (; i <= count - 4; i += 4)
            {
                Transpose4(source + (i * stride), stride, depth, panel + i, width);
            }
        }

        for (; i < count; i++)
        {
            var from = source + (i * stride);
            var to = panel + i;
            for (nint d = 0; d < depth; d++)
            {
                *to = *from;
                from += depthStride;
                to += width;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(float* source, float* destination, nint count)
    {
        nint i = 0;
        for (; i <= count - 4; i += 4)
        {
            Vector128.Store(Vector128.Load(source + i), destination + i);
        }

        for (; i < count; i++)
        {
            destination[i] = source[i];
        }
    }

    /// <summary>Four contiguous rows become four neighbours at each depth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose4(float* source, nint stride, nint depth, float* panel, nint width)
    {
        nint d = 0;
        for (; d <= depth - 4; d += 4)
        {
            var row0 = Vector128.Load(source + d);
            var row1 = Vector128.Load(source + stride + d);
            var row2 = Vector128.Load(source + (2 * stride) + d);
            var row3 = Vector128.Load(source + (3 * stride) + d);
            var low01 = Interleave.Low(row0, row1);
            var low23 = Interleave.Low(row2, row3);
            var high01 = Interleave.High(row0, row1);
            var high23 = Interleave.High(row2, row3);
            var to = panel + (d * width);
            Vector128.Store(Vector128.Create(low01.GetLower(), low23.GetLower()), to);
            Vector128.Store(Vector128.Create(low01.GetUpper(), low23.GetUpper()), to + width);
            Vector128.Store(Vector128.Create(high01.GetLower(), high23.GetLower()), to + (2 * width));
            Vector128.Store(Vector128.Create(high01.GetUpper(), high23.GetUpper()), to + (3 * width));
        }

        for (; d < depth; d++)
        {
            var to = panel + (d * width);
            to[0] = source[d];
            to[1] = source[stride + d];
            to[2] = source[(2 * stride) + d];
            to[3] = source[(3 * stride) + d];
        }
    }
}
