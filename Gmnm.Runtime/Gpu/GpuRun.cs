namespace Gmnm.Gpu;

/// <summary>What the kernels of one run of a program are given.</summary>
internal struct GpuRun
{
    /// <summary>The batch of inputs, or of predictions where a loss reads those.</summary>
    public required GpuBlock Inputs { get; init; }

    /// <summary>The batch of targets.</summary>
    public required GpuBlock Targets { get; init; }

    /// <summary>The flat parameter buffer.</summary>
    public required GpuBlock Parameters { get; init; }

    /// <summary>The flat gradient buffer.</summary>
    public required GpuBlock Gradients { get; init; }

    /// <summary>The batch of outputs.</summary>
    public required GpuBlock Predictions { get; init; }

    /// <summary>Intermediate values and scratch space.</summary>
    public required GpuBlock Arena { get; init; }

    /// <summary>Samples in the batch.</summary>
    public required int Rows { get; init; }

    /// <summary>Key of the dropout masks of this step.</summary>
    public ulong DropoutKey { get; init; }

    /// <summary>In a loop over time: the step.</summary>
    public int Step { get; set; }
}
