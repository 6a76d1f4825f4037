using Gmnm.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gmnm.Generators.Tests.Incrementality;

/// <summary>A project before and after an edit, through the same driver.</summary>
internal sealed class Edits
{
    private GeneratorDriver _driver = GeneratorHarness.Driver();
    private CSharpCompilation _compilation;

    public Edits(params ReadOnlySpan<string> sources)
    {
        _compilation = GeneratorHarness.Compile(sources);
        _driver = _driver.RunGenerators(_compilation);
    }

    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    /// <summary>Gives the file of this index another text, and runs the generator again.</summary>
    public void Replace(int file, string source)
    {
        var old = _compilation.SyntaxTrees[file];
        Run(_compilation.ReplaceSyntaxTree(old, GeneratorHarness.Parse(source, old.FilePath)));
    }

    public void Add(string source) => Run(_compilation.AddSyntaxTrees(GeneratorHarness.Parse(source, "Added.cs")));

    public void Reference(IEnumerable<MetadataReference> references) => Run(_compilation.AddReferences(references));

    public void Unreference(IEnumerable<MetadataReference> references) => Run(_compilation.RemoveReferences(references));

    /// <summary>Why each output of a step is what it is after the last edit.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) => StepOutputs.Reasons(Result, step);

    /// <summary>Fails unless nothing was compiled and no file was added again.</summary>
    public void AssertNothingRegenerated()
    {
        Assert.NotEmpty(Reasons(TrackingNames.Compiled));
        Assert.All(Reasons(TrackingNames.Compiled), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(Reasons(TrackingNames.Sources), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    private void Run(CSharpCompilation compilation)
    {
        _compilation = compilation;
        _driver = _driver.RunGenerators(compilation);
        StepOutputs.AssertHoldNoSyntax(Result);
    }
}
