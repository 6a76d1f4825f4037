using System.Text;
using Gmnm.Generators.Model;
using Gmnm.Generators.Parsing;
using Gmnm.Generators.Parsing.Graphs;
using Gmnm.Generators.Incremental;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Gmnm.Generators;

/// <summary>Writes the second half of every class with [Network].</summary>
/// <remarks>
/// One parse has two outputs. Sources depend on the declaration alone, so that typing elsewhere, or moving the class,
/// compiles nothing again; diagnostics add the places.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                NetworkParser.AttributeName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (match, _) => Parse(match))
            .WithTrackingName(TrackingNames.Parsed);

        var declarations = parsed
            .Where(static parse => parse.Declaration is not null)
            .Select(static (parse, _) => parse.Declaration!)
            .WithTrackingName(TrackingNames.Declarations);

        var forGpu = context.CompilationProvider
            .Select(static (compilation, _) => compilation.GetTypeByMetadataName("Gmnm.Gpu.IGpuNetwork") is not null)
            .WithTrackingName(TrackingNames.ForGpu);

        var compiled = declarations
            .Combine(forGpu)
            .Select(static (pair, _) => CompiledDeclaration.From(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Compiled);

        var hintNames = declarations
            .Select(static (declaration, _) => declaration.FullName)
            .Collect()
            .Select(static (networks, _) => HintNames.From(networks))
            .WithTrackingName(TrackingNames.HintNames);

        var sources = compiled
            .Combine(hintNames)
            .SelectMany(static (pair, _) => pair.Right.Apply(pair.Left))
            .WithTrackingName(TrackingNames.Sources);

        var blocks = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                BlockParser.AttributeName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (match, _) => BlockParser.Parse((INamedTypeSymbol)match.TargetSymbol, (TypeDeclarationSyntax)match.TargetNode))
            .WithTrackingName(TrackingNames.Blocks);

        var stubs = parsed
            .Select(static (parse, _) => parse.Stubs)
            .Collect()
            .Combine(blocks.Select(static (block, _) => block.Stubs).Collect())
            .SelectMany(static (pair, _) => StubFiles.Write([.. pair.Left, .. pair.Right]))
            .WithTrackingName(TrackingNames.Stubs);

        var compilerErrors = compiled
            .Where(static network => network.Result.Errors.Count > 0)
            .Select(static (network, _) => new NetworkErrors(network.Network, network.Result.Errors))
            .Collect()
            .Select(static (networks, _) => networks.ToEquatableArray())
            .WithTrackingName(TrackingNames.CompilerErrors);

        // A wrong block is found in every network that uses it, and reported once.
        var diagnostics = parsed
            .Combine(compilerErrors)
            .SelectMany(static (pair, _) => NetworkErrors.Locate(pair.Left, pair.Right))
            .Collect()
            .Combine(blocks.SelectMany(static (block, _) => block.Errors).Collect())
            .SelectMany(static (pair, _) => pair.Left.Concat(pair.Right).Distinct())
            .WithTrackingName(TrackingNames.Diagnostics);

        context.RegisterSourceOutput(
            sources, static (output, source) => output.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8)));
        context.RegisterSourceOutput(
            stubs, static (output, source) => output.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8)));
        context.RegisterSourceOutput(
            diagnostics, static (output, diagnostic) => output.ReportDiagnostic(diagnostic.ToDiagnostic()));
    }

    private static NetworkParse Parse(GeneratorAttributeSyntaxContext match)
    {
        // A second [Network] on another part is the C# compiler's error; the first part alone is compiled.
        var type = (INamedTypeSymbol)match.TargetSymbol;
        var first = type.GetAttributes().First(static attribute => NetworkParser.KindOf(attribute) == "Network");
        var syntax = (TypeDeclarationSyntax)match.TargetNode;
        return first.ApplicationSyntaxReference?.SyntaxTree == syntax.SyntaxTree
            && syntax.AttributeLists.Span.Contains(first.ApplicationSyntaxReference.Span)
            ? NetworkParser.Parse(type, syntax, (CSharpCompilation)match.SemanticModel.Compilation)
            : NetworkParse.Nothing;
    }
}
