using System.Globalization;
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
    /// <param name="declaration">What the user wrote.</param>
    /// <param name="forGpu">Whether there is code for a GPU too.</param>
    public static CompilationResult Compile(NetworkDeclaration declaration, bool forGpu = false)
    {
        try
        {
            var network = Phase.Run("compilation", () => CompiledNetwork.Compile(declaration, forGpu));
            return new(Phase.Run("emission", () => NetworkEmitter.Emit(network).ToEquatableArray()), network.GpuLimit is { } limit ? [limit] : []);
        }
        catch (DeclarationException exception)
        {
            return new(Stubs(declaration), [exception.Error]);
        }
        catch (CompilerDefectException defect) when (defect.InnerException is OverflowException)
        {
            // Every tensor was found to fit when it was lowered: what overflows later is their sum.
            var most = int.MaxValue.ToString(CultureInfo.InvariantCulture);
            return new(Stubs(declaration), [new CompilerError(DiagnosticDescriptors.WorkingMemoryTooLarge.Id, CompilerError.Network, null, [most])]);
        }
        catch (CompilerDefectException defect)
        {
            var place = defect.Place >= 0 ? declaration.Places.ElementAt(defect.Place).Name : declaration.Name;
            return new(Stubs(declaration), [new CompilerError("GMNM9001", defect.Place, null, [defect.Phase, place, defect.Message])]);
        }
    }

    /// <summary>What keeps the error from being followed by one for each layer method.</summary>
    private static EquatableArray<SourceFile> Stubs(NetworkDeclaration declaration) => declaration.Methods.Count == 0
        ? []
        : [StubEmitter.Emit(new LayerStubs(
            declaration.Namespace, declaration.Name, declaration.Methods.Select(static method => method.Signature).ToEquatableArray()))];
}

/// <summary>What compiling one network gives.</summary>
internal sealed record CompilationResult(EquatableArray<SourceFile> Sources, EquatableArray<CompilerError> Errors);

/// <summary>One generated file.</summary>
internal sealed record SourceFile(string HintName, string Text);
