using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Products;

namespace Gmnm.Generators.Compilation;

/// <summary>
/// The prediction of one sample through a small network: one method without calls between the layers, with the activations
/// on the stack.
/// </summary>
/// <param name="Activations">Floats on the stack: the arena of one sample, then the scratch space of its rows.</param>
/// <param name="Scratch">Where in them the scratch space starts.</param>
internal sealed record SingleSample(int Activations, int Scratch)
{
    /// <summary>Floats on the stack, which are cleared at each call.</summary>
    private const int MostActivations = 512;

    /// <summary>All weights together stay in the first-level cache, beside the activations.</summary>
    private const int MostWeights = 2 * ProductCost.LargestMatrix;

    /// <summary>Products that are inlined into one method: the compiler of .NET has a budget for each.</summary>
    private const int MostProducts = 8;

    /// <summary>
    /// Null where the network is not one of small products, read where they are, of one row each, with loops over that row
    /// between them.
    /// </summary>
    public static SingleSample? Of(CompiledProgram program)
    {
        var (graph, memory) = (program.Graph, program.Memory);
        var groups = program.Plan.Groups.Select(static (group, index) => (group, index)).Where(entry => !program.Prepared[entry.index]).ToArray();
        var products = groups.Select(static entry => entry.group).OfType<MatMulGroup>().ToArray();
        var scratch = memory.PerRow;
        var activations = checked(scratch + memory.ScratchFixed + memory.ScratchPerRow);
        return products.Length is > 0 and <= MostProducts
            && memory.Fixed == 0
            && activations <= MostActivations
            && products.Sum(product => (long)graph[graph[product.Product].Inputs[1]].Shape.Elements) <= MostWeights
            && groups.All(entry => entry.group switch
            {
                MatMulGroup product => product.Kernel != ProductKernel.Packed && product.Space.Rank == 2 && product.Space.IsBatched,
                RowGroup row => row.Space.IsBatched && !program.Rows[entry.index].Loops.InnerExtent.IsBatched,
                _ => false,
            })
            && !groups.Any(entry => entry.group.Nodes.Any(id => ReadsBatch(graph, id)))
            ? new(activations, scratch)
            : null;
    }

    /// <summary>Whether a node reads the number of samples.</summary>
    private static bool ReadsBatch(ComputationGraph graph, int id) => graph.InputsOf(graph[id]).Any(input =>
        input.Op is BatchReciprocal || (input.Op is Broadcast && ReadsBatch(graph, input.Id)));
}
