using System.Globalization;

namespace Gmnm;

/// <summary>A network looks up a row of a table, and its input holds a number that is no index of one.</summary>
public sealed class InvalidIndexException : ArgumentException
{
    /// <summary>Reports an element of the input.</summary>
    /// <param name="source">The network.</param>
    /// <param name="layer">The layer that looks up.</param>
    /// <param name="sample">Number of the sample, from 0.</param>
    /// <param name="value">The element.</param>
    /// <param name="count">Number of rows.</param>
    public InvalidIndexException(string source, string layer, int sample, float value, int count)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"{source}: an index of sample {sample} for {layer} is {value}; expected a whole number from 0 to {count - 1}."))
    {
        Layer = layer;
        Sample = sample;
        Value = value;
    }

    /// <summary>The layer that looks up.</summary>
    public string Layer { get; }

    /// <summary>Number of the sample, from 0.</summary>
    public int Sample { get; }

    /// <summary>The element of the input.</summary>
    public float Value { get; }
}
