using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// Copies between tensors of any strides: permutations, slices, parts of a concatenation, and with <see cref="Clear"/> the
/// zeros of a padding. Axes are named from the outermost; the last one runs along the threads of a warp, so it is
/// best the one along which the destination is contiguous. Several copies of one kernel may write parts of one tensor.
/// Bound by memory.
/// </summary>
public static class StridedCopy
{
    /// <summary>Copies along one axis.</summary>
    /// <param name="source">The first element that is read.</param>
    /// <param name="destination">The first element that is written.</param>
    /// <param name="count">Elements.</param>
    /// <param name="a">The axis, as long as the count says.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(Place source, Place destination, int count, CopyAxis a) =>
        Run(source, destination, count, a, CopyAxis.None, CopyAxis.None, CopyAxis.None, CopyAxis.None);

    /// <summary>Copies along two axes.</summary>
    /// <param name="source">The first element that is read.</param>
    /// <param name="destination">The first element that is written.</param>
    /// <param name="count">Elements.</param>
    /// <param name="a">The outermost axis, as long as the count says.</param>
    /// <param name="b">The next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(Place source, Place destination, int count, CopyAxis a, CopyAxis b) =>
        Run(source, destination, count, a, CopyAxis.None, CopyAxis.None, CopyAxis.None, b);

    /// <summary>Copies along three axes.</summary>
    /// <param name="source">The first element that is read.</param>
    /// <param name="destination">The first element that is written.</param>
    /// <param name="count">Elements.</param>
    /// <param name="a">The outermost axis, as long as the count says.</param>
    /// <param name="b">The next.</param>
    /// <param name="c">The next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(Place source, Place destination, int count, CopyAxis a, CopyAxis b, CopyAxis c) =>
        Run(source, destination, count, a, CopyAxis.None, CopyAxis.None, b, c);

    /// <summary>Copies along four axes.</summary>
    /// <param name="source">The first element that is read.</param>
    /// <param name="destination">The first element that is written.</param>
    /// <param name="count">Elements.</param>
    /// <param name="a">The outermost axis, as long as the count says.</param>
    /// <param name="b">The next.</param>
    /// <param name="c">The next.</param>
    /// <param name="d">The next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(Place source, Place destination, int count, CopyAxis a, CopyAxis b, CopyAxis c, CopyAxis d) =>
        Run(source, destination, count, a, CopyAxis.None, b, c, d);

    /// <summary>Copies along five axes.</summary>
    /// <param name="source">The first element that is read.</param>
    /// <param name="destination">The first element that is written.</param>
    /// <param name="count">Elements.</param>
    /// <param name="a">The outermost axis, as long as the count says: its own size does not count.</param>
    /// <param name="b">The next.</param>
    /// <param name="c">The next.</param>
    /// <param name="d">The next.</param>
    /// <param name="e">The innermost.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(
        Place source, Place destination, int count, CopyAxis a, CopyAxis b, CopyAxis c, CopyAxis d, CopyAxis e)
    {
        for (var i = GpuGrid.First; i < count; i += GpuGrid.Stride)
        {
            var rest = i;
            var ofE = rest % e.Size;
            rest /= e.Size;
            var ofD = rest % d.Size;
            rest /= d.Size;
            var ofC = rest % c.Size;
            rest /= c.Size;
            var ofB = rest % b.Size;
            rest /= b.Size;
            destination[(rest * a.To) + (ofB * b.To) + (ofC * c.To) + (ofD * d.To) + (ofE * e.To)] =
                source[(rest * a.From) + (ofB * b.From) + (ofC * c.From) + (ofD * d.From) + (ofE * e.From)];
        }
    }

    /// <summary>Writes zeros along up to three axes: of a padding, [outer, padding, inner].</summary>
    /// <param name="destination">The first element that is written.</param>
    /// <param name="count">Elements.</param>
    /// <param name="a">The outermost axis, as long as the count says; the strides of reading do not count.</param>
    /// <param name="b">The next.</param>
    /// <param name="c">The innermost.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Clear(Place destination, int count, CopyAxis a, CopyAxis b, CopyAxis c)
    {
        for (var i = GpuGrid.First; i < count; i += GpuGrid.Stride)
        {
            destination[(i / (b.Size * c.Size) * a.To) + (i / c.Size % b.Size * b.To) + (i % c.Size * c.To)] = 0f;
        }
    }
}
