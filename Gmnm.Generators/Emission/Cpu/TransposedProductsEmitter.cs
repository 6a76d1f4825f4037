using Gmnm.Generators.Compilation;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Scheduling;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>Writes products of one transposed matrix with several others.</summary>
internal static class TransposedProductsEmitter
{
    public static void Emit(CodeWriter writer, CompiledProgram program, Names names, TransposedProductsGroup group, Sharing? sharing)
    {
        var graph = program.Graph;
        Node Operand(int product, int input) => graph[graph[product].Inputs[input]];
        string Name(Node node) => names[graph.Root(node.Id)];
        var left = Operand(group.Nodes[0], 0);
        var matrices = group.Nodes.Select(id =>
            $"    new RightMatrix(ref {Name(Operand(id, 1))}, {Literal.Int(graph[id].Shape.Last)}, ref {names[id]})");
        var rows = sharing is Sharing.Range ? "extent" : Literal.Int(left.Shape.Last);
        writer.Line("TransposedProducts.Run(\n"
            + $"    rows: {rows}, depth: {ProductEpilogue.Rows(left)},\n"
            + $"    ref {Name(left)}, leftDepthStride: {Literal.Int(left.Shape.Last)}, ref scratch,\n"
            + $"{string.Join(",\n", matrices)});");
    }
}
