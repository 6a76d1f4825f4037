namespace Gmnm.Generators.Memory;

/// <summary>Where a value lives.</summary>
/// <param name="Kind">Which block.</param>
/// <param name="Offset">Floats from the block's start; floats for each sample in <see cref="StorageKind.PerRow"/>.</param>
internal readonly record struct Storage(StorageKind Kind, int Offset);

internal enum StorageKind
{
    /// <summary>The caller's inputs.</summary>
    Input,

    /// <summary>The caller's targets.</summary>
    Target,

    /// <summary>The caller's outputs.</summary>
    Prediction,

    /// <summary>The flat parameter buffer.</summary>
    Parameter,

    /// <summary>The flat gradient buffer, laid out like the parameters: gradients, and new values of states.</summary>
    Gradient,

    /// <summary>In the body of a loop over time: what the loop hands to each step and takes from it.</summary>
    Operand,

    /// <summary>Values derived from the parameters alone, refreshed when those change.</summary>
    Prepared,

    /// <summary>The part of the arena whose size does not depend on the batch.</summary>
    Fixed,

    /// <summary>The part of the arena that grows with the batch.</summary>
    PerRow,
}
