namespace Gmnm;

/// <summary>A well-formed file holds the parameters or the training state of something else. Nothing was written over.</summary>
public sealed class CheckpointMismatchException : Exception
{
    /// <summary>Reports that <paramref name="tensor"/> is not what the network or trainer needs.</summary>
    /// <param name="tensor">Name of the tensor or of the recorded value.</param>
    /// <param name="expected">What the network or trainer needs.</param>
    /// <param name="got">What the file has.</param>
    public CheckpointMismatchException(string tensor, string expected, string got)
        : base($"'{tensor}': expected {expected}, got {got}.")
    {
        Tensor = tensor;
        Expected = expected;
        Got = got;
    }

    /// <summary>Name of the tensor or of the recorded value.</summary>
    public string Tensor { get; }

    /// <summary>What the network or trainer needs.</summary>
    public string Expected { get; }

    /// <summary>What the file has.</summary>
    public string Got { get; }
}
