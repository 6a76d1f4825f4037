namespace Gmnm.Generators.Graph;

/// <summary>A value that the graph is there to compute.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The parameter that it belongs to; else empty.</param>
/// <param name="Node">Id of the value.</param>
internal sealed record GraphOutput(OutputKind Kind, string Name, int Node);

internal enum OutputKind
{
    /// <summary>The network's result for each sample.</summary>
    Prediction,

    /// <summary>The mean loss, one number.</summary>
    Loss,

    /// <summary>Gradient of the mean loss with respect to one trainable parameter.</summary>
    ParameterGradient,

    /// <summary>The value that a state has after the step.</summary>
    StateUpdate,

    /// <summary>In the body of a loop over time: the next value of a state.</summary>
    NextState,

    /// <summary>In the body of a loop over time: a value that the loop stacks.</summary>
    StepResult,
}
