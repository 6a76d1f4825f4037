namespace Gmnm.Threading;

/// <summary>A generated program from inputs to predictions.</summary>
public interface IPredictionProgram
{
    /// <summary>Most samples that it takes through the network at once, so that they stay in the cache.</summary>
    static abstract int TileRows { get; }

    /// <summary>Samples that a thread gets at least: fewer are not worth it.</summary>
    static abstract int PartSamples { get; }

    /// <summary>Floats of its arena for a tile.</summary>
    static abstract int TileArenaLength { get; }

    /// <summary>Predicts the samples from <paramref name="first"/> on.</summary>
    static abstract void Run(nint first, nint rows, in ProgramMemory memory, ref float arena);
}
