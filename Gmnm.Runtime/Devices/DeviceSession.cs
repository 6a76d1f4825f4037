namespace Gmnm;

/// <summary>A network on a device: parameters, gradient and the optimizer's state stay there from step to step.</summary>
internal abstract class DeviceSession : IDisposable
{
    /// <summary>Predicts a batch.</summary>
    public abstract void Predict(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Predicts a batch and gives the mean loss of the predictions, without dropout.</summary>
    public abstract float Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> output);

    /// <summary>Gives the mean loss of a batch, and computes its gradient on the device.</summary>
    public abstract float ForwardBackward(ReadOnlySpan<float> input, ReadOnlySpan<float> target, ulong dropoutKey);

    /// <summary>The Euclidean norm of the last gradient.</summary>
    public abstract double GradientNorm();

    /// <summary>Takes a step of the optimizer with the last gradient.</summary>
    public abstract void Update(Optimizer optimizer, double learningRate, float gradientScale);

    /// <summary>Forgets the optimizer's state on the device: the host's was overwritten.</summary>
    public abstract void ForgetOptimizer();

    /// <inheritdoc/>
    public abstract void Dispose();
}
