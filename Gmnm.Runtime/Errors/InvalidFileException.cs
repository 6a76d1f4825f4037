namespace Gmnm;

/// <summary>A file or stream breaks the rules of its format.</summary>
public sealed class InvalidFileException : IOException
{
    /// <summary>Reports a fault of the file as a whole.</summary>
    public InvalidFileException(string message)
        : base(message)
    {
    }

    /// <summary>Reports a fault of the file as a whole, with its cause.</summary>
    public InvalidFileException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Reports a fault of one tensor.</summary>
    /// <param name="tensor">The tensor's name.</param>
    /// <param name="fault">What is wrong with it, without a full stop.</param>
    public InvalidFileException(string tensor, string fault)
        : base($"Tensor '{Shorten(tensor)}': {fault}.")
    {
        Tensor = tensor;
    }

    /// <summary>Name of the tensor at fault, or null where the fault is of the whole file.</summary>
    public string? Tensor { get; }

    /// <summary>Cuts a text from a file to what a message can hold: a hostile file may have names of megabytes.</summary>
    internal static string Shorten(string text) => text.Length <= 120 ? text : $"{text.AsSpan(0, 117)}...";
}
