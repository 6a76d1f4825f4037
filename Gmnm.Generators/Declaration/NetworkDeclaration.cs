using Gmnm.Generators.Declaration.Operations;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Declaration;

/// <summary>What the user declared: primitives only, compared by value. The compiler sees nothing else.</summary>
/// <param name="Namespace">Namespace of the class; empty for the global one.</param>
/// <param name="Name">Name of the class, escaped where it is a keyword.</param>
/// <param name="Accessibility"><c>public</c> or <c>internal</c>.</param>
/// <param name="Inputs">What the network takes; one or more.</param>
/// <param name="Layers">The layers, each once however often it is called; names unique and settled, with dots inside blocks.</param>
/// <param name="Values">
/// What it computes, in order. Operand ids count the inputs first and then the values: value <c>i</c> has the id
/// <c>Inputs.Count + i</c> and reads smaller ones.
/// </param>
/// <param name="Outputs">What the network gives; one or more.</param>
/// <param name="Loss">The loss; null for inference only.</param>
/// <param name="Methods">The partial methods that generated code implements; none in a stack.</param>
internal sealed record NetworkDeclaration(
    string Namespace,
    string Name,
    string Accessibility,
    EquatableArray<InputDeclaration> Inputs,
    EquatableArray<LayerDeclaration> Layers,
    EquatableArray<ValueDeclaration> Values,
    EquatableArray<OutputDeclaration> Outputs,
    LossDeclaration? Loss,
    EquatableArray<LayerMethod> Methods)
{
    /// <summary>Whether the network also runs step by step over a sequence.</summary>
    public bool Streaming { get; init; }

    /// <summary>Namespace and name: what tells this network from every other of the project.</summary>
    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";

    /// <summary>Whether layers are methods that <c>Forward</c> composes.</summary>
    public bool IsGraph => Methods.Count > 0;

    /// <summary>The values of the network and then those of a symbolic loss: what a place is an index of.</summary>
    public IEnumerable<ValueDeclaration> Places => Loss is SymbolicLoss loss ? Values.Concat(loss.Values) : Values;

    /// <summary>A stack: each layer takes the value of the one before it, the first the input.</summary>
    public static NetworkDeclaration Stack(
        string space, string name, string accessibility, EquatableArray<int> input, EquatableArray<LayerDeclaration> layers, LossDeclaration? loss) => new(
            space,
            name,
            accessibility,
            [new InputDeclaration("input", input)],
            layers,
            layers.Select(static (layer, index) => new ValueDeclaration(new LayerCall(index), [index], layer.Name)).ToEquatableArray(),
            [new OutputDeclaration("output", layers.Count)],
            loss,
            []);

    /// <summary>The layer that a place calls; null where it is an operation.</summary>
    public LayerDeclaration? LayerAt(int place) =>
        Places.ElementAt(place).Operation is LayerCall call ? Layers[call.Layer] : null;
}
