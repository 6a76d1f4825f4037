namespace Gmnm.Generators.Tests.Oracle;

/// <summary>What a graph is run on.</summary>
/// <param name="Batch">Number of samples.</param>
/// <param name="Input">[Batch, …], row-major.</param>
/// <param name="Target">[Batch, …], row-major; a class index is one number.</param>
/// <param name="Parameters">Values by name.</param>
/// <param name="DropoutKey">Key of the dropout masks.</param>
/// <param name="Step">In the body of a loop over time: what the loop hands to the step.</param>
internal sealed record Bindings(
    int Batch,
    double[] Input,
    double[] Target,
    IReadOnlyDictionary<string, double[]> Parameters,
    ulong DropoutKey = 0,
    StepBindings? Step = null);
