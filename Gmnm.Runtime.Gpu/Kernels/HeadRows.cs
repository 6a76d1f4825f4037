namespace Gmnm.Gpu.Kernels;

/// <summary>Rows of a head in a matrix.</summary>
/// <param name="source">The first row of the matrix.</param>
/// <param name="stride">Floats from a row to the next.</param>
/// <param name="first">The first row of these.</param>
/// <param name="count">Rows of the matrix.</param>
/// <param name="aligned">Whether each row starts at a multiple of four floats.</param>
public readonly struct HeadRows(Place source, int stride, int first, int count, bool aligned)
{
    /// <summary>The first row of the matrix.</summary>
    public Place Source { get; } = source;

    /// <summary>Floats from a row to the next.</summary>
    public int Stride { get; } = stride;

    /// <summary>The first row of these.</summary>
    public int First { get; } = first;

    /// <summary>Rows of the matrix.</summary>
    public int Count { get; } = count;

    /// <summary>Whether each row starts at a multiple of four floats.</summary>
    public bool Aligned { get; } = aligned;
}
