namespace Gmnm.Gpu.Kernels;

/// <summary>An axis of a <see cref="StridedCopy"/>.</summary>
/// <param name="size">Elements along it.</param>
/// <param name="from">Floats from one element of the source to the next.</param>
/// <param name="to">Floats from one element of the destination to the next.</param>
public readonly struct CopyAxis(int size, int from, int to)
{
    /// <summary>An axis of one element.</summary>
    public static CopyAxis None => new(1, 0, 0);

    /// <summary>Elements along it.</summary>
    public int Size { get; } = size;

    /// <summary>Floats from one element of the source to the next.</summary>
    public int From { get; } = from;

    /// <summary>Floats from one element of the destination to the next.</summary>
    public int To { get; } = to;
}
