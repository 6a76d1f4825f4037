namespace Gmnm.Threading;

/// <summary>The memory of one run of a generated program: addresses that stay while it runs.</summary>
public readonly unsafe struct ProgramMemory
{
    /// <summary>Samples of the batch.</summary>
    public nint Rows { get; internal init; }

    /// <summary>Key of the dropout masks.</summary>
    public ulong DropoutKey { get; internal init; }

    /// <summary>[Rows, InputLength].</summary>
    public ref float Inputs => ref *InputsAddress;

    /// <summary>[Rows, TargetLength].</summary>
    public ref float Targets => ref *TargetsAddress;

    /// <summary>Of a prediction: [Rows, OutputLength]. Of a training step: the gradient, laid out like the parameters.</summary>
    public ref float Outputs => ref *OutputsAddress;

    /// <summary>The flat parameter buffer.</summary>
    public ref float Parameters => ref *ParametersAddress;

    /// <summary>What is derived from the parameters alone.</summary>
    public ref float Prepared => ref *PreparedAddress;

    /// <summary>The workspace of the caller's thread.</summary>
    public ref float Arena => ref *ArenaAddress;

    /// <summary>The loss.</summary>
    public ref float Result => ref *ResultAddress;

    internal float* InputsAddress { private get; init; }

    internal float* TargetsAddress { private get; init; }

    internal float* OutputsAddress { private get; init; }

    internal float* ParametersAddress { private get; init; }

    internal float* PreparedAddress { private get; init; }

    internal float* ArenaAddress { private get; init; }

    internal float* ResultAddress { private get; init; }
}
