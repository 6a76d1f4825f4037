namespace Gmnm.Runtime.Tests.Numerics;

/// <summary>The functions of <see cref="Gmnm.Numerics.Transcendental"/>.</summary>
public enum ElementaryFunction
{
    Exp,
    Log,
    Sin,
    Cos,
    Tanh,
    Sigmoid,
    Softplus,
    Erf,
}
