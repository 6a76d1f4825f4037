using Gmnm.Generators.Emission.Cpu;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>Writes elementwise operations on single floats, a statement for each; named values keep their names.</summary>
/// <param name="writer">Takes the statements.</param>
/// <param name="graph">The graph.</param>
/// <param name="names">Its identifiers.</param>
/// <param name="read">How a node is read; null to compute it here.</param>
/// <param name="position">The element of a dropout mask that is computed.</param>
/// <param name="suffix">What the variables' names end with.</param>
/// <param name="outer">What the block around has computed already; null for nothing.</param>
internal sealed class ScalarBody(
    CodeWriter writer, ComputationGraph graph, Names names, Func<Node, string?> read, Func<Node, string> position,
    string suffix = "", ScalarBody? outer = null)
{
    private readonly Dictionary<int, string> _values = [];

    /// <summary>An expression without effect for a node's value; writes the statements that it takes.</summary>
    public string Value(int id)
    {
        if (outer is not null && outer._values.TryGetValue(id, out var known))
        {
            return known;
        }

        if (!_values.TryGetValue(id, out var value))
        {
            value = Compute(graph[id]);
            _values.Add(id, value);
        }

        return value;
    }

    /// <summary>Gives a node a value that is there already.</summary>
    public void Define(int id, string value) => _values[id] = value;

    private string Compute(Node node)
    {
        if (read(node) is { } text)
        {
            return text.Contains("[") ? Variable(node, text) : text;
        }

        return node.Op switch
        {
            Constant constant => Literal.Float(constant.Value),
            BatchReciprocal { Offset: 0 } reciprocal => $"({Literal.Float(reciprocal.Factor)} / memory.Rows)",
            BatchReciprocal reciprocal => $"({Literal.Float(reciprocal.Factor)} / (memory.Rows + {Literal.Float(reciprocal.Offset)}))",
            Broadcast => Value(node.Inputs[0]),
            DropoutMask mask => Variable(node, $"GpuMath.Uniform({Key(mask)}, {position(node)}) < {Literal.Float(mask.Rate)} ? 0f : {Literal.Float(1 / (1 - mask.Rate))}"),
            _ => Variable(node, OpExpressions.WriteGpu(node.Op, [.. node.Inputs.Select(Value)])),
        };
    }

    private static string Key(DropoutMask mask) => mask.Ordinal == 0
        ? "memory.DropoutKey"
        : $"memory.DropoutKey + {unchecked((ulong)mask.Ordinal * 0x9E3779B97F4A7C15UL)}UL";

    private string Variable(Node node, string expression)
    {
        writer.Line($"var {names[node.Id]}{suffix} = {expression};");
        return names[node.Id] + suffix;
    }
}
