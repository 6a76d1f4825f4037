using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Incremental;

/// <summary>What the compiler made of one declaration.</summary>
/// <param name="Network">Full name of the network's class.</param>
/// <param name="Result">Sources and errors.</param>
internal sealed record CompiledDeclaration(string Network, CompilationResult Result)
{
    public static CompiledDeclaration From(NetworkDeclaration declaration, bool forGpu) =>
        new(declaration.FullName, Compiler.Compile(declaration, forGpu));
}
