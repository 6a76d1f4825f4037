namespace Gmnm.Generators.Parsing;

/// <summary>What a number may be.</summary>
/// <param name="Text">The range in words, for messages.</param>
/// <param name="Contains">Whether a finite number is in it.</param>
internal sealed record NumberRange(string Text, Func<double, bool> Contains)
{
    /// <summary>[0, 1), also after rounding to single precision, in which networks compute.</summary>
    public static NumberRange Share { get; } =
        new("at least 0 and below 1 in single precision", static value => value >= 0 && (float)value < 1);

    /// <summary>(0, 1], also after rounding to single precision.</summary>
    public static NumberRange Fraction { get; } =
        new("above 0 in single precision and at most 1", static value => (float)value > 0 && value <= 1);

    /// <summary>Above zero and finite, also after rounding to single precision.</summary>
    public static NumberRange Positive { get; } =
        new("positive in single precision", static value => (float)value > 0 && !float.IsInfinity((float)value));

    /// <summary>Not beyond single precision.</summary>
    public static NumberRange Single { get; } =
        new("within the range of float", static value => !float.IsInfinity((float)value));
}
