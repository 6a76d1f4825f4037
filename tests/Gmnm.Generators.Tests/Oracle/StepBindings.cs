namespace Gmnm.Generators.Tests.Oracle;

/// <summary>What one step of a loop over time is run on.</summary>
/// <param name="Sequences">The step of each sequence.</param>
/// <param name="States">The states before the step.</param>
/// <param name="Captured">Tensors from outside.</param>
internal sealed record StepBindings(
    IReadOnlyList<DoubleTensor> Sequences, IReadOnlyList<DoubleTensor> States, IReadOnlyList<DoubleTensor> Captured);
