namespace Gmnm.Gpu;

/// <summary>A device is missing, refuses a kernel, or has too little memory. The message says which, and what to do.</summary>
public sealed class GpuException : Exception
{
    /// <summary>Creates the exception.</summary>
    public GpuException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
