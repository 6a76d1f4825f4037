using Gmnm.Training;

namespace Gmnm;

/// <summary>A network on a device: parameters, gradient and the optimizer's state stay there from step to step.</summary>
internal abstract class DeviceSession : IDisposable
{
    /// <summary>Steps that may be launched before their outcomes are read.</summary>
    public abstract int MostSteps { get; }

    /// <summary>Says which updates will come.</summary>
    /// <param name="kind">The optimizer's.</param>
    /// <param name="clips">Whether the gradient has a largest norm.</param>
    /// <param name="averages">Whether there is an average of the parameters.</param>
    public abstract void Expect(UpdateKind kind, bool clips, bool averages);

    /// <summary>Predicts a batch.</summary>
    public abstract void Predict(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Predicts a batch and gives the mean loss of the predictions, without dropout.</summary>
    public abstract float Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> output);

    /// <summary>Gives memory for the next batch; waits where the device still reads an earlier batch there.</summary>
    /// <param name="samples">Samples; positive.</param>
    public abstract StagedBatch Stage(int samples);

    /// <summary>Computes loss and gradient of the batch that was staged; does not wait.</summary>
    public abstract void ForwardBackward(ulong dropoutKey);

    /// <summary>
    /// Takes a step of the optimizer with the last gradient; does not wait. The device leaves everything as it is where loss or
    /// norm is not finite, and from then on until the outcomes are read.
    /// </summary>
    /// <param name="optimizer">Counts the step.</param>
    /// <param name="learningRate">Learning rate of the step.</param>
    /// <param name="clipNorm">Largest norm of the gradient; null for no limit.</param>
    /// <param name="average">Takes the new parameters; null for none.</param>
    public abstract void Update(Optimizer optimizer, double learningRate, double? clipNorm, AveragedParameters? average);

    /// <summary>Waits for the steps since the last call, and gives their outcomes in order.</summary>
    public abstract ReadOnlySpan<StepOutcome> ReadSteps();

    /// <summary>Forgets what the device has of the optimizer's state and the average: the host's counts.</summary>
    public abstract void ForgetState();

    /// <inheritdoc/>
    public abstract void Dispose();
}
