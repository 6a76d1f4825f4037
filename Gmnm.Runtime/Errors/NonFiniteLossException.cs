using System.Globalization;

namespace Gmnm;

/// <summary>The loss (or, with clipping, the gradient) became infinite or not a number. The parameters are those of the step before.</summary>
public sealed class NonFiniteLossException : ArithmeticException
{
    /// <summary>Reports what was not finite, and when.</summary>
    /// <param name="quantity">What was not finite: <c>loss</c> or <c>gradient norm</c>.</param>
    /// <param name="value">Its value.</param>
    /// <param name="step">Number of steps finished before.</param>
    /// <param name="epoch">Number of epochs finished before.</param>
    public NonFiniteLossException(string quantity, double value, long step, int epoch)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The {quantity} is {value} at step {step} (epoch {epoch}); the parameters are those of the step before. A lower learning rate, clipping or standardised inputs may help."))
    {
        Value = value;
        Step = step;
        Epoch = epoch;
    }

    /// <summary>The value that is not finite.</summary>
    public double Value { get; }

    /// <summary>Number of steps finished before.</summary>
    public long Step { get; }

    /// <summary>Number of epochs finished before.</summary>
    public int Epoch { get; }
}
