using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>How the body of a vector loop reads a value that it does not compute.</summary>
/// <param name="Field">Name of the struct's field, without underscore; null where none is needed.</param>
/// <param name="Type">Type of the field.</param>
/// <param name="Argument">What the field is initialised with.</param>
/// <param name="Read">The expression that yields lanes.</param>
internal sealed record LaneOperand(string? Field, string Type, string Argument, string Read)
{
    public static LaneOperand Scalar(string name, string argument) => new(name, "float", argument, $"TLanes.Splat(_{name})");

    /// <summary>In the body of a loop over time: the index of the element that the next step touches; null for none.</summary>
    public string? Next { get; init; }

    /// <param name="name">Name of the field.</param>
    /// <param name="argument">What it is initialised with.</param>
    /// <param name="index">The element.</param>
    /// <param name="nextStep">Distance to the element of the next step; 0 for none.</param>
    public static LaneOperand Reference(string name, string argument, string index, int nextStep = 0) =>
        new(name, "ref float", $"ref {argument}", $"TLanes.Load(ref _{name}, {index})")
        {
            Next = nextStep == 0 ? null : $"{index} {(nextStep < 0 ? "-" : "+")} {Literal.Int(Math.Abs(nextStep))}",
        };
}

/// <summary>
/// Builds the struct that a vector loop calls for each vector: loads, one statement for each operation, stores. Named
/// values keep their names.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="names">Its identifiers.</param>
/// <param name="operandOf">How a node is read; null to compute it in the body.</param>
/// <param name="dropout">How the index of an element of a dropout mask is written, with the field that it needs.</param>
internal sealed class LaneBody(
    ComputationGraph graph, Names names, Func<Node, LaneOperand?> operandOf, Func<Node, (LaneOperand? Origin, string Index)> dropout)
{
    private readonly List<LaneOperand> _fields = [];
    private readonly List<string> _statements = [];
    private readonly Dictionary<int, string> _values = [];

    /// <summary>Arguments for the struct's constructor.</summary>
    public IEnumerable<string> Arguments => _fields.Select(static operand => operand.Argument);

    /// <summary>Name of a variable or a short expression that holds a node's lanes; emits what it takes to compute it.</summary>
    public string Value(int id)
    {
        if (!_values.TryGetValue(id, out var value))
        {
            value = Compute(graph[id]);
            _values.Add(id, value);
        }

        return value;
    }

    public void Write(int id, LaneOperand destination, string index)
    {
        Require(destination);
        _statements.Add($"TLanes.Store({Value(id)}, ref _{destination.Field}, {index});");
        Prefetch(destination);
    }

    public void Accumulate(Op reduction, string value, LaneOperand destination, string index)
    {
        Require(destination);
        var sum = reduction is Sum ? $"{destination.Read} + {value}" : $"TLanes.Max({destination.Read}, {value})";
        _statements.Add($"TLanes.Store({sum}, ref _{destination.Field}, {index});");
    }

    public void Return(string value) => _statements.Add($"return {value};");

    public void Emit(CodeWriter writer, string summary, string name, string contract, string signature)
    {
        var parameters = _fields.Select(static field => IsReference(field) ? $"{field.Type} {field.Field}" : $"{field.Type} _{field.Field}");
        writer.Summary(summary).Open(CodeWriter.List($"private readonly ref struct {name}(", parameters, $") : {contract}"));
        foreach (var field in _fields.Where(IsReference))
        {
            writer.Line($"private readonly {field.Type} _{field.Field} = ref {field.Field};");
        }

        writer.Blank().Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]")
            .Open(signature + " where TLanes : unmanaged, ILanes<TLanes>");
        foreach (var statement in _statements)
        {
            writer.Line(statement);
        }

        writer.Close().Close();
    }

    /// <summary>Whether an operand needs a field; a number is captured from the constructor.</summary>
    private static bool IsReference(LaneOperand operand) => operand.Type.StartsWith("ref ", StringComparison.Ordinal);

    private string Compute(Node node)
    {
        if (operandOf(node) is { } operand)
        {
            Require(operand);
            if (!IsReference(operand))
            {
                return operand.Read;
            }

            var variable = Variable(node, operand.Read);
            Prefetch(operand);
            return variable;
        }

        switch (node.Op)
        {
            case Constant constant:
                return constant.Value == 0 ? "TLanes.Zero" : $"TLanes.Splat({Literal.Float(constant.Value)})";
            case BatchReciprocal:
                Require(LaneOperand.Scalar(names[node.Id], names[node.Id]));
                return $"TLanes.Splat(_{names[node.Id]})";
            case Broadcast:
                return Value(node.Inputs[0]);
            case DropoutMask mask:
                return Variable(node, Mask(node, mask));
            case Add when Product(node, 0) is { } product:
                return Variable(node, $"TLanes.MultiplyAdd({product}, {Value(node.Inputs[1])})");
            case Add when Product(node, 1) is { } product:
                return Variable(node, $"TLanes.MultiplyAdd({product}, {Value(node.Inputs[0])})");
            default:
                return Variable(node, OpExpressions.Write(node.Op, lanes: true, [.. node.Inputs.Select(Value)]));
        }
    }

    private string Mask(Node node, DropoutMask mask)
    {
        var (origin, index) = dropout(node);
        Require(new LaneOperand("dropoutKey", "ulong", "dropoutKey", ""));
        if (origin is not null)
        {
            Require(origin);
        }

        return $"TLanes.Select(TLanes.GreaterThan(TLanes.Splat({Literal.Float(mask.Rate)}), TLanes.Uniform({Key("_dropoutKey", mask)}, {index})), "
            + $"TLanes.Zero, TLanes.Splat({Literal.Float(1 / (1 - mask.Rate))}))";
    }

    /// <summary>One element of a mask.</summary>
    public static string MaskElement(DropoutMask mask, string index) =>
        $"({Literal.Float(mask.Rate)} > Lanes1.Sum(Lanes1.Uniform({Key("dropoutKey", mask)}, {index})) ? 0f : {Literal.Float(1 / (1 - mask.Rate))})";

    private static string Key(string key, DropoutMask mask) =>
        mask.Ordinal == 0 ? key : $"{key} + {unchecked((ulong)mask.Ordinal * 0x9E3779B97F4A7C15UL)}UL";

    /// <summary>The factors of an input that is a product which nothing else needs here.</summary>
    private string? Product(Node node, int input)
    {
        var product = graph[node.Inputs[input]];
        return product.Op is Multiply && !_values.ContainsKey(product.Id) && operandOf(product) is null
            && graph.ReaderCount(product.Id) == 1
            ? $"{Value(product.Inputs[0])}, {Value(product.Inputs[1])}"
            : null;
    }

    private string Variable(Node node, string expression)
    {
        _statements.Add($"var {names[node.Id]} = {expression};");
        return names[node.Id];
    }

    /// <summary>The steps of a sequence are too far apart for the processor to guess the next.</summary>
    private void Prefetch(LaneOperand operand)
    {
        if (operand.Next is not null)
        {
            _statements.Add($"Vectorized.Prefetch(ref _{operand.Field}, {operand.Next});");
        }
    }

    private void Require(LaneOperand operand)
    {
        if (operand.Field is not null && !_fields.Any(field => field.Field == operand.Field))
        {
            _fields.Add(operand);
        }
    }
}
