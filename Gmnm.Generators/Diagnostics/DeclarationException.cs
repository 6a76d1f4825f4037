namespace Gmnm.Generators.Diagnostics;

/// <summary>Stops the compilation of a network that the user declared wrongly.</summary>
internal sealed class DeclarationException(CompilerError error) : Exception(error.Id)
{
    public CompilerError Error { get; } = error;
}
