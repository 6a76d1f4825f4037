using Gmnm.Generators.Compilation;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>Writes the call of fused attention, forward or backward.</summary>
internal sealed class AttentionEmitter(CompiledProgram program, Names names, AttentionGroup group)
{
    private const string Nothing = "ref Unsafe.NullRef<float>()";

    private readonly ComputationGraph _graph = program.Graph;

    public void EmitMethodBody(CodeWriter writer)
    {
        var node = _graph[group.Nodes[0]];
        if (node.Op is Attention forward)
        {
            writer.Line($"FusedAttention.Forward(\n    {Sizes(forward, node)},\n"
                + $"    {Operands(forward, node)},\n"
                + $"    {Result(AttentionResult.Mixed)}, {Result(AttentionResult.LogSumExp)}, ref scratch);");
            return;
        }

        var attention = ((AttentionGradient)node.Op).Forward;
        var saved = string.Join(", ", node.Inputs.Skip(attention.Arity).Select(Reference));
        writer.Line($"FusedAttention.Backward(\n    {Sizes(attention, node)},\n"
            + $"    {Operands(attention, node)},\n"
            + $"    {saved},\n"
            + $"    {Gradient(0)}, {Gradient(1)}, {Gradient(2)}, {(attention.Biased ? Gradient(attention.Bias) : Nothing)}, ref scratch);");
    }

    private string Sizes(Attention op, Node node)
    {
        var (query, key, value) = (_graph[node.Inputs[0]].Shape, _graph[node.Inputs[1]].Shape, _graph[node.Inputs[2]].Shape);
        return $"samples: rows, queries: {Literal.Int(query.Sizes[1])}, keys: {Literal.Int(key.Sizes[1])}, heads: {Literal.Int(op.Heads)}, "
            + $"size: {Literal.Int(key.Last / op.Heads)}, valueSize: {Literal.Int(value.Last / op.Heads)}, "
            + $"scale: {Literal.Float(op.Scale)}, causal: {(op.Causal ? "true" : "false")}";
    }

    /// <summary>Queries, keys, values, mask and bias.</summary>
    private string Operands(Attention op, Node node) => string.Join(", ",
    [
        .. node.Inputs.Take(3).Select(Reference),
        op.Masked ? Reference(node.Inputs[Attention.Mask]) : Nothing,
        op.Biased ? Reference(node.Inputs[op.Bias]) : Nothing,
    ]);

    private string Result(AttentionResult result) => Member(op => op is Attention attention && attention.Result == result);

    private string Gradient(int operand) => Member(op => op is AttentionGradient gradient && gradient.Operand == operand);

    /// <summary>A result of the group; a null reference where nothing needs it.</summary>
    private string Member(Func<Op, bool> isIt)
    {
        var found = group.Nodes.Where(id => isIt(_graph[id].Op)).ToArray();
        return found.Length == 1 ? Reference(found[0]) : Nothing;
    }

    private string Reference(int id) => $"ref {names[_graph.Root(id)]}";
}
