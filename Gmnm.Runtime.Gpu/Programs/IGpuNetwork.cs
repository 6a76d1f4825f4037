namespace Gmnm.Gpu;

/// <summary>A generated network that has kernels for a GPU.</summary>
public interface IGpuNetwork
{
    /// <summary>From inputs to predictions.</summary>
    GpuProgram GpuInference { get; }

    /// <summary>From inputs and targets to the mean loss and the gradients; null for a network without a loss.</summary>
    GpuProgram? GpuTraining { get; }

    /// <summary>From predictions (or inputs) and targets to the mean loss; null for a network without a loss.</summary>
    GpuProgram? GpuLoss { get; }

    /// <summary>Whether <see cref="GpuLoss"/> reads predictions, not inputs.</summary>
    bool IsGpuLossOfOutputs { get; }
}
