namespace Gmnm.Generators.Diagnostics;

/// <summary>A phase failed unexpectedly: a defect of the compiler, never of the declaration.</summary>
/// <param name="phase">The phase.</param>
/// <param name="place">Index of the value; <see cref="CompilerError.Network"/> where the phase knows none.</param>
internal sealed class CompilerDefectException(string phase, int place, Exception cause) : Exception(cause.Message, cause)
{
    public string Phase { get; } = phase;

    public int Place { get; } = place;
}
