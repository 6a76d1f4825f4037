using Gmnm.Generators.Declaration;
using Gmnm.Generators.Emission.Api;

namespace Gmnm.Generators.Incremental;

/// <summary>The files that implement layer methods outside of compiled networks.</summary>
internal static class StubFiles
{
    /// <summary>A file for each class, with names that are unique even where only the case tells classes apart.</summary>
    public static IEnumerable<SourceFile> Write(IEnumerable<LayerStubs?> classes)
    {
        LayerStubs[] present = [.. classes.OfType<LayerStubs>().Distinct()];
        var names = HintNames.From(present.Select(static stubs => stubs.FullName));
        return present.SelectMany(stubs => names.Apply(new CompiledDeclaration(stubs.FullName, new CompilationResult([StubEmitter.Emit(stubs)], []))));
    }
}
