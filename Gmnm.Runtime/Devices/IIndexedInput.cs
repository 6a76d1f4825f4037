namespace Gmnm;

/// <summary>A generated network some of whose inputs are indices: kernels of devices do not check them, so the session does before.</summary>
public interface IIndexedInput
{
    /// <summary>Checks the indices in a batch.</summary>
    /// <param name="input">[Batch, InputLength], row-major.</param>
    /// <param name="batch">Samples.</param>
    /// <exception cref="InvalidIndexException">One is not a row of its table.</exception>
    void CheckIndices(ReadOnlySpan<float> input, int batch);
}
