namespace Gmnm;

/// <content>Operations on each element: the shape stays, or is that of both operands stretched to each other.</content>
public sealed partial class SymbolicTensor
{
    /// <summary>left + right.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">A shape that stretches to it, or to which it stretches.</param>
    public static SymbolicTensor operator +(SymbolicTensor left, SymbolicTensor right) => throw NeverRuns();

    /// <summary>left - right.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">A shape that stretches to it, or to which it stretches.</param>
    public static SymbolicTensor operator -(SymbolicTensor left, SymbolicTensor right) => throw NeverRuns();

    /// <summary>left · right, element by element.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">A shape that stretches to it, or to which it stretches.</param>
    public static SymbolicTensor operator *(SymbolicTensor left, SymbolicTensor right) => throw NeverRuns();

    /// <summary>left / right, element by element.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">A shape that stretches to it, or to which it stretches.</param>
    public static SymbolicTensor operator /(SymbolicTensor left, SymbolicTensor right) => throw NeverRuns();

    /// <summary>-value.</summary>
    /// <param name="value">Any shape.</param>
    public static SymbolicTensor operator -(SymbolicTensor value) => throw NeverRuns();

    /// <summary>1 where left is greater than right, else 0.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">A shape that stretches to it, or to which it stretches.</param>
    public static SymbolicTensor operator >(SymbolicTensor left, SymbolicTensor right) => throw NeverRuns();

    /// <summary>1 where left is less than right, else 0.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">A shape that stretches to it, or to which it stretches.</param>
    public static SymbolicTensor operator <(SymbolicTensor left, SymbolicTensor right) => throw NeverRuns();

    /// <summary>1 where left is at least right, else 0.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">A shape that stretches to it, or to which it stretches.</param>
    public static SymbolicTensor operator >=(SymbolicTensor left, SymbolicTensor right) => throw NeverRuns();

    /// <summary>1 where left is at most right, else 0.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">A shape that stretches to it, or to which it stretches.</param>
    public static SymbolicTensor operator <=(SymbolicTensor left, SymbolicTensor right) => throw NeverRuns();

    /// <summary>One value where a condition holds and another where it does not.</summary>
    /// <param name="condition">Holds where it is not 0.</param>
    /// <param name="whenTrue">The value where it holds.</param>
    /// <param name="whenFalse">The value where it does not.</param>
    public static SymbolicTensor Where(SymbolicTensor condition, SymbolicTensor whenTrue, SymbolicTensor whenFalse) => throw NeverRuns();

    /// <summary>The smaller of two values.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">A shape that stretches to it, or to which it stretches.</param>
    public static SymbolicTensor Minimum(SymbolicTensor left, SymbolicTensor right) => throw NeverRuns();

    /// <summary>The larger of two values.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">A shape that stretches to it, or to which it stretches.</param>
    public static SymbolicTensor Maximum(SymbolicTensor left, SymbolicTensor right) => throw NeverRuns();

    /// <summary>eˣ.</summary>
    public SymbolicTensor Exp() => throw NeverRuns();

    /// <summary>The natural logarithm.</summary>
    public SymbolicTensor Log() => throw NeverRuns();

    /// <summary>√x.</summary>
    public SymbolicTensor Sqrt() => throw NeverRuns();

    /// <summary>x².</summary>
    public SymbolicTensor Square() => throw NeverRuns();

    /// <summary>|x|.</summary>
    public SymbolicTensor Abs() => throw NeverRuns();

    /// <summary>x to a constant power.</summary>
    /// <param name="exponent">The power. Where it is no integer, x must be positive.</param>
    public SymbolicTensor Pow(double exponent) => throw NeverRuns();

    /// <summary>x limited to a range.</summary>
    /// <param name="low">The least value.</param>
    /// <param name="high">The greatest value, at least <paramref name="low"/>.</param>
    public SymbolicTensor Clamp(double low, double high) => throw NeverRuns();

    /// <summary>sin x, of radians.</summary>
    public SymbolicTensor Sin() => throw NeverRuns();

    /// <summary>cos x, of radians.</summary>
    public SymbolicTensor Cos() => throw NeverRuns();

    /// <summary>The error function.</summary>
    public SymbolicTensor Erf() => throw NeverRuns();

    /// <summary>max(x, 0).</summary>
    public SymbolicTensor Relu() => throw NeverRuns();

    /// <summary>x where x is positive, else slope · x.</summary>
    /// <param name="slope">The slope where x is negative.</param>
    public SymbolicTensor LeakyRelu(double slope = 0.01) => throw NeverRuns();

    /// <summary>x Φ(x), with the exact normal distribution function Φ.</summary>
    public SymbolicTensor Gelu() => throw NeverRuns();

    /// <summary>x / (1 + e⁻ˣ).</summary>
    public SymbolicTensor Silu() => throw NeverRuns();

    /// <summary>tanh x.</summary>
    public SymbolicTensor Tanh() => throw NeverRuns();

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public SymbolicTensor Sigmoid() => throw NeverRuns();

    /// <summary>log(1 + eˣ).</summary>
    public SymbolicTensor Softplus() => throw NeverRuns();

    /// <summary>exp(-x² / 2).</summary>
    public SymbolicTensor Gaussian() => throw NeverRuns();
}
