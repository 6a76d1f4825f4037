using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Emission.Api;
using Gmnm.Generators.Model;

namespace Gmnm.Generators;

/// <summary>The compiler proper: from a declaration to C#. Pure: equal declarations give equal results.</summary>
internal static class Compiler
{
    /// <summary>Compiles a network. Never throws: a defect of the compiler becomes GMNM9001.</summary>
    public static CompilationResult Compile(NetworkDeclaration declaration)
    {
        var phase = "compiling";
        try
        {
            var network = CompiledNetwork.Compile(declaration);
            phase = "writing";
            return new(NetworkEmitter.Emit(network).ToEquatableArray(), []);
        }
        catch (DeclarationException exception)
        {
            return new([], [exception.Error]);
        }
        catch (Exception exception)
        {
            return new([], [new CompilerError("GMNM9001", CompilerError.Network, null, [phase, declaration.Name, exception.Message])]);
        }
    }
}

/// <summary>What compiling one network gives.</summary>
internal sealed record CompilationResult(EquatableArray<SourceFile> Sources, EquatableArray<CompilerError> Errors);

/// <summary>One generated file.</summary>
internal sealed record SourceFile(string HintName, string Text);
