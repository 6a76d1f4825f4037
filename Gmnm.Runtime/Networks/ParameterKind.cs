namespace Gmnm;

/// <summary>What training does with a parameter tensor.</summary>
public enum ParameterKind
{
    /// <summary>The optimizer moves it along its gradient.</summary>
    Trainable,

    /// <summary>A training step replaces it by a value that its forward pass computes: running statistics.</summary>
    State,

    /// <summary>Training leaves it as it is.</summary>
    Frozen,
}
