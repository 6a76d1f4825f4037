namespace Gmnm;

/// <summary>Memory of the host that a device reads the next batch from.</summary>
/// <param name="inputs">[Batch, InputLength].</param>
/// <param name="targets">[Batch, TargetLength].</param>
internal readonly ref struct StagedBatch(Span<float> inputs, Span<float> targets)
{
    /// <summary>[Batch, InputLength], row-major, to be written.</summary>
    public Span<float> Inputs { get; } = inputs;

    /// <summary>[Batch, TargetLength], row-major, to be written.</summary>
    public Span<float> Targets { get; } = targets;
}
