using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission;

/// <summary>What the groups of a program are called, and what is said of them.</summary>
internal sealed class GroupText(CompiledProgram program, Names names)
{
    private readonly ComputationGraph _graph = program.Graph;

    /// <summary>A name for a group's method, after its layers or its only result; not yet unique.</summary>
    public string Title(FusedGroup group)
    {
        var loss = _graph.Outputs.FirstOrDefault(static output => output.Kind == OutputKind.Loss)?.Node ?? int.MaxValue;
        var backward = group.Nodes.All(id => id > loss);
        var layers = Layers(group);
        var results = Results(group);
        var layerTitle = string.Concat(layers.Select(layer => LayerName.ToMember(LayerName.ToIdentifier(names.PlaceName(layer))))) + (backward ? "Backward" : "");
        var title = (results.Length == 1 || group is GaussianGroup) && (backward || !layers.Any(layer => names.PlaceName(layer) == _graph[results[0]].Name))
            ? LayerName.ToMember(names[results[0]])
            : layerTitle;
        return title.Length == 0 ? "Values" : title;
    }

    /// <summary>One sentence on what a group computes, and one on what it gives.</summary>
    public string Summary(int index)
    {
        var group = program.Plan.Groups[index];
        var results = string.Join(", ", Results(group).Select(id => $"{names[id]} {_graph[id].Shape}"));
        return $"{string.Join(", ", Layers(group).Select(names.PlaceName).DefaultIfEmpty("parameters"))}: {Family(group, index)}. Gives {results}.";
    }

    private int[] Layers(FusedGroup group) =>
        [.. group.Nodes.Select(id => _graph[id].Layer).Where(static layer => layer != Node.NoLayer).Distinct()];

    private int[] Results(FusedGroup group) => [.. group.Nodes.Where(program.Stored.Contains)];

    private string Family(FusedGroup group, int index) => group switch
    {
        RowGroup rows => $"row by row over {rows.Space}",
        MatMulGroup matMul => $"{string.Join(" × ", _graph.InputsOf(_graph[matMul.Product]).Take(2).Select(static input => input.Shape))} with its epilogue in registers",
        ProductsGroup products => $"{string.Join(" + ", ProductTerm.Of(_graph, _graph[products.Products[0]]).Select(static term => $"{term.Left.Shape} × {term.Right.Shape}"))}, "
            + $"{products.Products.Length} of them, with their epilogue in registers",
        TransposedProductsGroup => $"sums over {_graph[_graph[group.Nodes[0]].Inputs[0]].Shape}",
        ScanGroup => $"{program.Loops[index].Scan.Steps} steps, {(program.Loops[index].Scan.Reverse ? "the last first" : "one after the other")}",
        ConvolutionGroup convolution => $"{_graph[convolution.Product].Op} with its epilogue in registers",
        AttentionGroup when _graph[group.Nodes[0]].Op is Attention => "softmax of scores and mixed values, tile by tile",
        AttentionGroup => "gradients of attention, tile by tile",
        GaussianGroup => "the Gaussian exponentials, tile by tile",
        GaussianGradientGroup => "gradients of the Gaussian exponentials, tile by tile",
        _ => $"{_graph[group.Nodes[0]].Op}",
    };
}
