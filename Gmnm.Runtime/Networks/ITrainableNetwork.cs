namespace Gmnm;

/// <summary>A network with a loss: adds the generated forward-and-backward pass.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
public interface ITrainableNetwork<TSelf> : INetwork<TSelf>
    where TSelf : class, ITrainableNetwork<TSelf>
{
    /// <summary>Floats of workspace that <see cref="ForwardBackward"/> needs for <paramref name="batch"/> samples.</summary>
    static abstract int TrainingWorkspaceLength(int batch);

    /// <summary>
    /// Computes the mean loss of a batch and writes its gradient with respect to every trainable parameter; in the place of a
    /// state its new value, and zero in that of a frozen parameter. <see cref="Optimizer.Step"/> takes both over.
    /// </summary>
    /// <param name="input">[Batch, InputLength], row-major.</param>
    /// <param name="target">[Batch, TargetLength], row-major; a class index is one float.</param>
    /// <param name="gradient">Laid out like <see cref="INetwork{TSelf}.Parameters"/>; overwritten.</param>
    /// <param name="workspace">At least <see cref="TrainingWorkspaceLength"/> floats; contents need not be kept.</param>
    /// <param name="dropoutKey">Key of the dropout masks of this step; the same key gives the same masks.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ShapeMismatchException">A length does not fit; nothing is written.</exception>
    float ForwardBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> target, AlignedBuffer gradient, AlignedBuffer workspace, ulong dropoutKey);

    /// <summary>Predicts a batch and computes the mean loss of the predictions, without dropout. Allocates nothing in steady state.</summary>
    /// <param name="input">[Batch, InputLength], row-major.</param>
    /// <param name="target">[Batch, TargetLength], row-major.</param>
    /// <param name="output">[Batch, OutputLength], row-major: what <see cref="INetwork{TSelf}.Predict"/> writes.</param>
    /// <returns>The mean loss; 0 for no samples.</returns>
    /// <exception cref="ShapeMismatchException">A length does not fit; nothing is written.</exception>
    /// <exception cref="InvalidTargetException">A target is not what the loss takes; nothing is written.</exception>
    float Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> output);
}
