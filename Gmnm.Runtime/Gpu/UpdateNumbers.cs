namespace Gmnm.Gpu;

/// <summary>The numbers of an optimizer's step, as kernels take them.</summary>
/// <param name="arguments">The same for the host.</param>
/// <param name="trainable">Floats that the optimizer updates.</param>
/// <param name="statesEnd">Where the network's states end, which follow.</param>
internal readonly struct UpdateNumbers(in UpdateArguments arguments, int trainable, int statesEnd)
{
    /// <summary>Coefficient of the parameters in the gradient.</summary>
    public float DecayInGradient { get; } = arguments.DecayInGradient;

    /// <summary>Factor on the parameters before the step.</summary>
    public float DecayOnParameters { get; } = arguments.DecayOnParameters;

    /// <summary>Share of the momentum, or of the first moment, that is kept.</summary>
    public float Beta1 { get; } = arguments.Beta1;

    /// <summary>What a gradient adds to the first moment.</summary>
    public float OneMinusBeta1 { get; } = arguments.OneMinusBeta1;

    /// <summary>Share of the second moment that is kept.</summary>
    public float Beta2 { get; } = arguments.Beta2;

    /// <summary>What a squared gradient adds to the second moment.</summary>
    public float OneMinusBeta2 { get; } = arguments.OneMinusBeta2;

    /// <summary>Step size.</summary>
    public float StepSize { get; } = arguments.StepSize;

    /// <summary>Factor on the root of the second moment.</summary>
    public float SecondCorrection { get; } = arguments.SecondCorrection;

    /// <summary>What is added to that root.</summary>
    public float Epsilon { get; } = arguments.Epsilon;

    /// <summary>Not 0 where the momentum looks ahead.</summary>
    public int Nesterov { get; } = arguments.Nesterov ? 1 : 0;

    /// <summary>Floats that the optimizer updates.</summary>
    public int Trainable { get; } = trainable;

    /// <summary>Where the network's states end, which follow: they take the values that are in the gradient.</summary>
    public int StatesEnd { get; } = statesEnd;
}
