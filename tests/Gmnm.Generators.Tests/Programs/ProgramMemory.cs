namespace Gmnm.Generators.Tests.Programs;

/// <summary>What a bare program reads and writes; the blocks are named like the compiler's kinds of storage.</summary>
public sealed class ProgramMemory
{
    public required int Rows { get; init; }

    public required float[] Input { get; init; }

    public required float[] Target { get; init; }

    public required float[] Parameter { get; init; }

    public required float[] Prediction { get; init; }

    public required float[] Gradient { get; init; }

    public required float[] Prepared { get; init; }

    public required float[] Arena { get; init; }

    public ulong DropoutKey { get; init; }
}
