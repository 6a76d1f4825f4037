namespace Gmnm;

/// <summary>How the trainable parameters are updated.</summary>
internal enum UpdateKind
{
    /// <summary>Along the gradient.</summary>
    Plain,

    /// <summary>Along a momentum.</summary>
    Momentum,

    /// <summary>By the moments of the gradient.</summary>
    Adaptive,
}

/// <summary>The numbers of one step of an optimizer; each kind reads its own.</summary>
/// <param name="Kind">Which update.</param>
internal readonly record struct UpdateArguments(UpdateKind Kind)
{
    /// <summary>Factor on the gradient.</summary>
    public float GradientScale { get; init; }

    /// <summary>Coefficient of the parameters in the gradient.</summary>
    public float DecayInGradient { get; init; }

    /// <summary>Factor on the parameters before the step.</summary>
    public float DecayOnParameters { get; init; }

    /// <summary>Share of the momentum, or of the first moment, that is kept.</summary>
    public float Beta1 { get; init; }

    /// <summary>What a gradient adds to the first moment.</summary>
    public float OneMinusBeta1 { get; init; }

    /// <summary>Share of the second moment that is kept.</summary>
    public float Beta2 { get; init; }

    /// <summary>What a squared gradient adds to the second moment.</summary>
    public float OneMinusBeta2 { get; init; }

    /// <summary>Learning rate, corrected for the first moment's start.</summary>
    public float StepSize { get; init; }

    /// <summary>Factor on the root of the second moment, for its start.</summary>
    public float SecondCorrection { get; init; }

    /// <summary>What is added to that root.</summary>
    public float Epsilon { get; init; }

    /// <summary>Whether the momentum looks ahead.</summary>
    public bool Nesterov { get; init; }
}
