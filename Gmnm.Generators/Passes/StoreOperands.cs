using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Passes;

/// <summary>Kernels and views read memory: a value that is otherwise computed where it is read gets a copy in memory.</summary>
internal static class StoreOperands
{
    public static ComputationGraph Run(ComputationGraph graph) => GraphRewriter.Rewrite(graph, static (builder, node, inputs) =>
        (OpClasses.IsKernel(node.Op) || node.Op is Reshape) && inputs.Any(static input => OpClasses.IsInline(input.Op))
            ? builder.Add(node.Op, [.. inputs.Select(input =>
                OpClasses.IsInline(input.Op) ? builder.Add(new Copy(-1 - input.Id), input) : input)])
            : null);
}
