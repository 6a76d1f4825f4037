namespace Gmnm.Generators.Diagnostics;

/// <summary>Runs a phase of the compiler so that a failure says where it was.</summary>
internal static class Phase
{
    /// <exception cref="CompilerDefectException">The work failed for a reason that is not the user's.</exception>
    public static T Run<T>(string name, Func<T> work, int place = CompilerError.Network)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is not (DeclarationException or CompilerDefectException))
        {
            throw new CompilerDefectException(name, place, exception);
        }
    }
}
