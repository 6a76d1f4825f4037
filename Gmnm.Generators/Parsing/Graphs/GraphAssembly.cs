using System.Collections.Immutable;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Declaration.Operations;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>Numbers and names what was read: only what an output or the loss needs.</summary>
internal sealed class GraphAssembly
{
    private readonly Dictionary<GraphValue, int> _ids = [];
    private readonly ImmutableArray<GraphValue> _values;
    private readonly ImmutableArray<GraphValue> _lossValues;
    private readonly ImmutableArray<GraphLayer> _layers;
    private readonly ValueNames _names = new();
    private readonly GraphPieces _pieces;

    public GraphAssembly(GraphContent content, GraphPieces pieces)
    {
        _pieces = pieces;
        var targets = pieces.Loss?.Targets ?? [];
        var needed = Needed(pieces.Outputs.Select(static output => output.Value!));
        var neededByLoss = Needed(pieces.Loss is { } loss ? [loss.Result] : []);
        _values = [.. content.Values.Where(needed.Contains)];
        _lossValues = [.. content.Values.Where(value => neededByLoss.Contains(value) && !needed.Contains(value))];
        foreach (var value in pieces.Inputs.Concat(_values).Concat(targets).Concat(_lossValues))
        {
            _ids.Add(value, _ids.Count);
        }

        foreach (var input in pieces.Inputs.Concat(targets))
        {
            _names.Unique(input.Name);
        }

        var called = _values.Concat(_lossValues).Select(static value => value.Layer).ToImmutableHashSet();
        _layers = [.. content.Layers.Where(called.Contains)];
        Unused = [.. content.Layers.Where(layer => !called.Contains(layer))];
        Values = Declare(_values);
        LossValues = Declare(_lossValues);
    }

    public EquatableArray<InputDeclaration> Inputs => Declare(_pieces.Inputs, static input => input.Input!);

    public EquatableArray<LayerDeclaration> Layers => _layers.Select(static layer => layer.Declaration).ToEquatableArray();

    public EquatableArray<ValueDeclaration> Values { get; }

    public EquatableArray<OutputDeclaration> Outputs =>
        _pieces.Outputs.Select(output => new OutputDeclaration(output.Name, _ids[output.Value!])).ToEquatableArray();

    /// <summary>Layers that no output and no loss needs.</summary>
    public ImmutableArray<GraphLayer> Unused { get; }

    public SymbolicLoss? Loss => _pieces.Loss is { } loss
        ? new SymbolicLoss(Declare(loss.Targets, static target => target.Input!), LossValues, _ids[loss.Result])
        : null;

    private EquatableArray<ValueDeclaration> LossValues { get; }

    /// <summary>Where each place stands, and the arguments of the layer that it calls.</summary>
    public IEnumerable<ArgumentLocation> Locations()
    {
        var place = 0;
        foreach (var value in _values.Concat(_lossValues))
        {
            yield return new ArgumentLocation(place, null, SourceLocation.From(value.Location));
            if (value.Layer is { Attribute: var attribute })
            {
                foreach (var argument in attribute.WrittenArguments())
                {
                    yield return new ArgumentLocation(place, argument, SourceLocation.From(attribute.Location(argument)));
                }
            }

            place++;
        }
    }

    /// <summary>The layer methods of the network's own class, and where they are called.</summary>
    public EquatableArray<LayerMethod> Methods(BlockInstance root) => root.Methods.Select(method => new LayerMethod(
        method.Signature(),
        string.Join(", ", method.Layers.Select(static layer => layer.Syntax.ToString())),
        root.Calls
            .Where(call => SymbolEqualityComparer.Default.Equals(call.Method, method.Method) && _ids.ContainsKey(call.Result))
            .Select(call => new LayerMethodCall(Ids(call.Operands), _ids[call.Result]))
            .ToEquatableArray())).ToEquatableArray();

    private static EquatableArray<InputDeclaration> Declare(ImmutableArray<GraphValue> values, Func<GraphValue, InputDeclaration> input) =>
        values.Select(input).ToEquatableArray();

    private static HashSet<GraphValue> Needed(IEnumerable<GraphValue> results)
    {
        HashSet<GraphValue> needed = [];
        var open = new Stack<GraphValue>(results);
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (needed.Add(value))
            {
                foreach (var operand in value.Operands)
                {
                    open.Push(operand);
                }
            }
        }

        return needed;
    }

    private EquatableArray<ValueDeclaration> Declare(ImmutableArray<GraphValue> values) => values.Select(value => new ValueDeclaration(
        value.Operation ?? new LayerCall(_layers.IndexOf(value.Layer!)), Ids(value.Operands), _names.Unique(value.Name))).ToEquatableArray();

    private EquatableArray<int> Ids(ImmutableArray<GraphValue> values) => values.Select(value => _ids[value]).ToEquatableArray();
}
