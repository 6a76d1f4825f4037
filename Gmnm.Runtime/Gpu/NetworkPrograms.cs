namespace Gmnm.Gpu;

/// <summary>The programs of a network.</summary>
/// <param name="Inference">From inputs to predictions.</param>
/// <param name="Training">From inputs and targets to the mean loss and the gradients; null for a network without a loss.</param>
/// <param name="Loss">From predictions (or inputs) and targets to the mean loss; null for a network without a loss.</param>
/// <param name="IsLossOfOutputs">Whether <paramref name="Loss"/> reads predictions, not inputs.</param>
internal sealed record NetworkPrograms(GpuProgram Inference, GpuProgram? Training, GpuProgram? Loss, bool IsLossOfOutputs);
