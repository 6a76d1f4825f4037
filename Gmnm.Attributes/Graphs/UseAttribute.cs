namespace Gmnm;

/// <summary>
/// A block, or a network, as a layer. Its layers are named after this one: <c>blocks.attention.weight</c>, and
/// <c>blocks.2.attention.weight</c> where it is repeated.
/// </summary>
/// <remarks>
/// A block with several inputs takes as many; repeated, it takes its own output as the first and the others again.
/// </remarks>
/// <typeparam name="TBlock">A class of the same project with [Block] or [Network].</typeparam>
public sealed class UseAttribute<TBlock> : LayerAttribute
    where TBlock : class
{
    /// <summary>How many of them follow each other, at least 1. 1 by default.</summary>
    public int Repeat { get; set; } = 1;

    /// <summary>Whether the repetitions have the same weights. Off by default.</summary>
    public bool SharedWeights { get; set; }

    /// <summary>Whether training leaves its weights as they are. Off by default.</summary>
    public bool Frozen { get; set; }
}
