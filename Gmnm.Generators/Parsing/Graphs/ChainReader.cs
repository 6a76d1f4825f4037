using System.Collections.Immutable;
using System.Globalization;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Parsing.Layers;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>Makes layers of the attributes of a stack or of a method.</summary>
/// <param name="reading">The network.</param>
/// <param name="prefix">What the layers' names start with: empty, or with a dot at its end.</param>
/// <param name="frozen">Whether training leaves them as they are.</param>
internal sealed class ChainReader(GraphReading reading, string prefix, bool frozen)
{
    /// <summary>The layers of a stack, named by their kind and ordinal.</summary>
    public LayerChain? ReadStack(ImmutableArray<AttributeReader> attributes, int inputs)
    {
        var names = new LayerNames(reading.Errors);
        return Read(attributes, inputs, attribute => prefix + names.Next(attribute));
    }

    /// <summary>The layers of a method: one has the method's name, several have it before their own.</summary>
    public LayerChain? ReadMethod(LayerMethodForm method, string name)
    {
        var inputs = method.Method.Parameters.Length;
        if (method.Layers.Length == 1)
        {
            return Read(method.Layers, inputs, _ => prefix + name);
        }

        var names = new LayerNames(reading.Errors);
        return Read(method.Layers, inputs, attribute => $"{prefix}{name}.{names.Next(attribute)}");
    }

    private LayerChain? Read(ImmutableArray<AttributeReader> attributes, int inputs, Func<AttributeReader, string> nameOf)
    {
        List<ChainLink> links = [];
        for (var index = 0; index < attributes.Length; index++)
        {
            if (Read(attributes[index], nameOf(attributes[index]), index, index == 0 ? inputs : 1) is { } link)
            {
                links.Add(link);
            }
        }

        return links.Count == attributes.Length ? new LayerChain([.. links]) : null;
    }

    private ChainLink? Read(AttributeReader attribute, string name, int before, int inputs) => attribute.Kind switch
    {
        _ when attribute.IsBroken => null,
        "Use" => ReadBlock(attribute, name, inputs),
        "Residual" => ReadResidual(attribute, name, before, inputs),
        _ => ReadLayer(attribute, name, inputs),
    };

    private LayerLink? ReadLayer(AttributeReader attribute, string name, int inputs)
    {
        var layer = LayerParsers.ByKind[attribute.Kind](attribute, name) with { Frozen = frozen };
        return CheckInputs(attribute, inputs, layer.FewestInputs, layer.MostInputs)
            ? new LayerLink(attribute, reading.Content.Add(new GraphLayer(layer, attribute)))
            : null;
    }

    private static ResidualLink? ReadResidual(AttributeReader attribute, string name, int before, int inputs)
    {
        var layers = attribute.Count("layers");
        if (layers > before)
        {
            attribute.Report(DiagnosticDescriptors.ResidualTooLong, "layers", Format(layers), Format(before));
        }

        return CheckInputs(attribute, inputs, 1, 1) && layers > 0 && layers <= before ? new ResidualLink(attribute, name, layers) : null;
    }

    private BlockLink? ReadBlock(AttributeReader attribute, string name, int inputs)
    {
        var repeat = attribute.Count("Repeat", absent: 1);
        if (repeat < 1
            || !reading.CanRepeat("Repeat", attribute.Location("Repeat"), repeat)
            || BlockType.Find(attribute, reading.Errors) is not { } type)
        {
            return null;
        }

        if (!reading.TryEnter(type))
        {
            reading.Errors.Report(DiagnosticDescriptors.BlockRecursion, attribute.Location(null), type.Name);
            return null;
        }

        var shared = attribute.Flag("SharedWeights", absent: false);
        var isFrozen = frozen || attribute.Flag("Frozen", absent: false);
        BlockInstance New(string place) => new(reading, type, $"{name}{place}.", isFrozen);
        ImmutableArray<BlockInstance> blocks = shared || repeat == 1
            ? [.. Enumerable.Repeat(New(""), repeat)]
            : [.. Enumerable.Range(0, repeat).Select(index => New("." + Format(index)))];
        reading.Leave(type);
        return blocks[0].Inputs is { } count && CheckInputs(attribute, inputs, count, count) ? new BlockLink(attribute, blocks) : null;
    }

    private static bool CheckInputs(AttributeReader attribute, int inputs, int fewest, int most)
    {
        if (inputs >= fewest && inputs <= most)
        {
            return true;
        }

        var takes = fewest == most ? Format(fewest) : $"{Format(fewest)} to {Format(most)}";
        attribute.Report(DiagnosticDescriptors.WrongInputCount, null, takes, Format(inputs));
        return false;
    }

    private static string Format(int value) => value.ToString(CultureInfo.InvariantCulture);
}
