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
        }
        else if (depthStride == 1 && count >= 4 && Vector128.IsHardwareAccelerated)
        {
            PanelTranspose.Run(source, stride, count, depth, panel, width);
        }
        else
        {
            for (nint i = 0; i < count; i++)
            {
                Gather(source + (i * stride), depthStride, depth, panel + i, width);
            }
        }
    }

    /// <summary>Contiguous floats that do not overlap, too few for a call; the last vector ends with the last float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Copy(float* source, float* destination, nint count)
    {
        if (Vector512.IsHardwareAccelerated && count >= 16)
        {
            for (nint i = 0; i < count - 16; i += 16)
            {
                Vector512.Store(Vector512.Load(source + i), destination + i);
            }

            Vector512.Store(Vector512.Load(source + count - 16), destination + count - 16);
        }
        else if (Vector256.IsHardwareAccelerated && count >= 8)
        {
            for (nint i = 0; i < count - 8; i += 8)
            {
                Vector256.Store(Vector256.Load(source + i), destination + i);
            }

            Vector256.Store(Vector256.Load(source + count - 8), destination + count - 8);
        }
        else if (count >= 4)
        {
            for (nint i = 0; i < count - 4; i += 4)
            {
                Vector128.Store(Vector128.Load(source + i), destination + i);
            }

            Vector128.Store(Vector128.Load(source + count - 4), destination + count - 4);
        }
        else
        {
            for (nint i = 0; i < count; i++)
            {
                destination[i] = source[i];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gather(float* source, nint depthStride, nint depth, float* panel, nint width)
    {
        for (nint d = 0; d < depth; d++)
        {
            panel[d * width] = source[d * depthStride];
        }
    }
}
