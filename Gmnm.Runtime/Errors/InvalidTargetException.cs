using System.Globalization;

namespace Gmnm;

/// <summary>A training target is not a class index of the network.</summary>
public sealed class InvalidTargetException : ArgumentException
{
    /// <summary>Reports the target of <paramref name="sample"/>.</summary>
    /// <param name="source">The network or dataset.</param>
    /// <param name="sample">Number of the sample, from 0.</param>
    /// <param name="value">Its target.</param>
    /// <param name="classes">Number of classes.</param>
    public InvalidTargetException(string source, int sample, float value, int classes)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"{source}: the target of sample {sample} is {value}; expected a class index, a whole number from 0 to {classes - 1}."))
    {
        Sample = sample;
        Value = value;
        Classes = classes;
    }

    /// <summary>Number of the sample, from 0.</summary>
    public int Sample { get; }

    /// <summary>Its target.</summary>
    public float Value { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }
}
