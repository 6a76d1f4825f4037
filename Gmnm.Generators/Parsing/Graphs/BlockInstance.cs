using System.Collections.Immutable;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Parsing.Graphs.Values;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>A class whose layers have weights of their own: the network itself, or one use of a block.</summary>
internal sealed class BlockInstance
{
    private readonly GraphReading _reading;
    private readonly GraphClass _class;
    private readonly LayerChain? _stack;
    private readonly Dictionary<ISymbol, LayerChain?> _methods = new(SymbolEqualityComparer.Default);
    private readonly List<LayerCallRecord> _calls = [];
    private (IMethodSymbol Method, ImmutableArray<GraphValue> Inputs, ReadValue Result)? _remembered;

    /// <param name="reading">The network.</param>
    /// <param name="type">The class.</param>
    /// <param name="prefix">What the names of its layers start with.</param>
    /// <param name="frozen">Whether training leaves its layers as they are.</param>
    public BlockInstance(GraphReading reading, INamedTypeSymbol type, string prefix, bool frozen)
    {
        (_reading, _class, Prefix) = (reading, reading.Class(type), prefix);
        var chains = new ChainReader(reading, prefix, frozen);
        _stack = !_class.IsStack ? null : chains.ReadStack(_class.Stack, inputs: 1);
        var names = new LayerNames(reading.Errors);
        foreach (var method in _class.Methods)
        {
            _methods[method.Method] = chains.ReadMethod(method, names.Of(method));
        }
    }

    public INamedTypeSymbol Type => _class.Type;

    public string Prefix { get; }

    /// <summary>Its layer methods, in the order of declaration.</summary>
    public ImmutableArray<LayerMethodForm> Methods => _class.Methods;

    /// <summary>The calls of its layer methods, in order.</summary>
    public IReadOnlyList<LayerCallRecord> Calls => _calls;

    /// <summary>How many tensors it takes; null where that is not known.</summary>
    public int? Inputs => !_class.IsStack ? _class.Forward?.Parameters.Length : 1;

    /// <summary>The layers of a method; null where they could not be read.</summary>
    public bool TryGetLayers(IMethodSymbol method, out LayerChain? layers) => _methods.TryGetValue(method, out layers);

    /// <summary>Keeps the result of a call, so that the same call again is no second computation: a loss that calls <c>Forward</c>.</summary>
    public void Remember(IMethodSymbol method, ImmutableArray<GraphValue> inputs, ReadValue result) => _remembered = (method, inputs, result);

    /// <summary>The result of a call that was kept; null for any other call.</summary>
    public ReadValue? Recall(IMethodSymbol method, ImmutableArray<ReadValue> arguments) =>
        _remembered is { } kept
        && SymbolEqualityComparer.Default.Equals(method, kept.Method)
        && arguments.Select(static argument => (argument as TensorValue)?.Tensor).SequenceEqual(kept.Inputs)
            ? kept.Result
            : null;

    public void Record(IMethodSymbol method, ImmutableArray<GraphValue> operands, GraphValue result) =>
        _calls.Add(new LayerCallRecord(method, operands, result));

    /// <summary>Uses the block as a layer.</summary>
    public GraphValue? Apply(ImmutableArray<GraphValue> inputs, Location location)
    {
        if (_class.IsStack)
        {
            return _stack?.Apply(_reading, inputs, call: null);
        }

        if (_class.Forward is not { } forward)
        {
            return null;
        }

        var arguments = inputs.Select(static input => (ReadValue)new TensorValue(input)).ToImmutableArray();
        var result = MethodReader.Call(_reading, this, forward, arguments, null, location);
        if (result is TupleValue)
        {
            _reading.Errors.Report(DiagnosticDescriptors.BlockOutputs, location, Type.Name);
        }

        if (result is ConstantValue)
        {
            _reading.Errors.Report(DiagnosticDescriptors.UnreadableExpression, location, "null in place of a tensor");
        }

        return (result as TensorValue)?.Tensor;
    }
}
