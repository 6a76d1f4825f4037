using System.Globalization;

namespace Gmnm;

/// <summary>A training target is not one that the network can learn: no class index of it, or no probability.</summary>
public sealed class InvalidTargetException : ArgumentException
{
    /// <summary>Reports the target of <paramref name="sample"/>.</summary>
    /// <param name="source">The network or dataset.</param>
    /// <param name="sample">Number of the sample, from 0.</param>
    /// <param name="value">Its target.</param>
    /// <param name="expected">What it should be.</param>
    public InvalidTargetException(string source, int sample, float value, string expected)
        : base(string.Create(CultureInfo.InvariantCulture, $"{source}: the target of sample {sample} is {value}; expected {expected}."))
    {
        Sample = sample;
        Value = value;
    }

    /// <summary>Number of the sample, from 0.</summary>
    public int Sample { get; }

    /// <summary>Its target.</summary>
    public float Value { get; }
}
