using Gmnm.Generators.Declaration;
using Gmnm.Generators.Parsing;
using Gmnm.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmnm.Generators.Tests.Parsing;

/// <summary>Names that the generated half declares or uses are refused in the user's half.</summary>
public class GeneratedMembersTests
{
    public static TheoryData<string> Networks =>
    [
        "Input(8), Linear(4)",
        "Input(8), Gmnm(4), Relu, Linear(4), Loss(LossKind.CrossEntropy, LabelSmoothing = 0.1)",
        "Input(2, 4), Gmnm(4, Aggregation = Aggregation.Diagonal), LayerNorm, Flatten, Dropout(0.5), Softplus, Linear(6), Loss(LossKind.GaussianNegativeLogLikelihood)",
        "Input(8), Gmnm(4, Aggregation = Aggregation.Quadratic, Projections = 2), Gelu, Silu, Tanh, Sigmoid, Gaussian, LeakyRelu, Softmax, Loss(LossKind.Huber)",
        "Input(8), Gmnm(4, Aggregation = Aggregation.Isotropic), Reshape(2, 2), Loss(LossKind.MeanAbsoluteError)",
        "Input(8), Gmnm(4, Aggregation = Aggregation.Sum, Projections = 2), Loss(LossKind.BinaryCrossEntropy)",
        "Input(2, 8, 8), Conv2d(4), Relu, DepthwiseConv2d, MaxPool2d(2), ConvTranspose2d(3), AvgPool2d(2), Upsample(2, Mode = UpsampleMode.Bilinear), GmnmConv2d(2, Kernel = 1), Loss(LossKind.Huber)",
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void EveryGeneratedMemberIsReserved(string attributes)
    {
        var result = Run(attributes);
        var layers = result.Output.GetTypeByMetadataName("Net")!.GetAttributes()
            .Select(static attribute => NetworkParser.KindOf(attribute)!)
            .Where(NetworkParser.IsLayer)
            .SelectMany(static kind => Enumerable.Range(1, 3).Select(ordinal => LayerName.Members(LayerName.Default(kind, ordinal), isGraph: false)))
            .SelectMany(static members => new[] { members.Property, members.Type })
            .ToHashSet();
        var declared = result.Output.GetTypeByMetadataName("Net")!.GetMembers()
            .Where(static member => !member.IsImplicitlyDeclared && member.CanBeReferencedByName)
            .Select(static member => member.Name)
            .Where(name => !layers.Contains(name));
        Assert.Empty(declared.Distinct().Except(GeneratedMembers.Names));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void EveryTypeThatGeneratedCodeNamesIsReserved(string attributes)
    {
        var result = Run(attributes);
        var used = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var tree in result.Output.SyntaxTrees.Where(tree => !result.Input.ContainsSyntaxTree(tree)))
        {
            var model = result.Output.GetSemanticModel(tree);
            used.UnionWith(tree.GetRoot().DescendantNodes()
                .OfType<SimpleNameSyntax>()
                .Where(static name => name.Parent is not (QualifiedNameSyntax or AliasQualifiedNameSyntax or NameEqualsSyntax))
                .Where(static name => name.Parent is not MemberAccessExpressionSyntax access || access.Expression == name)
                .Where(name => model.GetSymbolInfo(name).Symbol is INamedTypeSymbol { ContainingType: null } type && type.Name != "Net")
                .Select(static name => name.Identifier.ValueText)
                // Keywords such as nint are simple names here.
                .Where(static name => char.IsUpper(name[0])));
        }

        var missing = used.Except(GeneratedMembers.Names);
        Assert.True(!missing.Any(), $"Add to GeneratedMembers, or write with global:: {string.Join(", ", missing)}");
    }

    private static HarnessResult Run(string attributes) =>
        GeneratorHarness.Run($"using Gmnm;\n[Network, {attributes}]\npublic partial class Net;");
}
