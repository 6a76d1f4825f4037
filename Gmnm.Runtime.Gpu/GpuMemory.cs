using ILGPU;

namespace Gmnm.Gpu;

/// <summary>What every kernel of a network is given: its blocks of device memory, each from a multiple of 16 bytes on, and the sizes of this run.</summary>
public struct GpuMemory
{
    /// <summary>The batch of inputs.</summary>
    public ArrayView<float> Inputs { get; set; }

    /// <summary>The batch of targets.</summary>
    public ArrayView<float> Targets { get; set; }

    /// <summary>The flat parameter buffer.</summary>
    public ArrayView<float> Parameters { get; set; }

    /// <summary>The flat gradient buffer, laid out like the parameters.</summary>
    public ArrayView<float> Gradients { get; set; }

    /// <summary>The batch of outputs.</summary>
    public ArrayView<float> Predictions { get; set; }

    /// <summary>Everything between: intermediate values and scratch space.</summary>
    public ArrayView<float> Arena { get; set; }

    /// <summary>Key of the dropout masks of this step.</summary>
    public ulong DropoutKey { get; set; }

    /// <summary>Samples in the batch.</summary>
    public int Rows { get; set; }

    /// <summary>In a loop over time: the step.</summary>
    public int Step { get; set; }

    /// <summary>The samples rounded up to a multiple of 16: tensors of the arena are that many samples apart.</summary>
    public readonly int Samples => (Rows + 15) & ~15;
}
