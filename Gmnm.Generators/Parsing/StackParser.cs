using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Model;
using Gmnm.Generators.Parsing.Layers;

namespace Gmnm.Generators.Parsing;

/// <summary>Reads the attributes of a stack in source order: input, layers, loss.</summary>
internal sealed class StackParser(string network, ParseErrors errors)
{
    private readonly LayerNames _names = new(errors);
    private readonly List<LayerDeclaration> _layers = [];
    private readonly List<AttributeReader> _attributes = [];
    private readonly List<ArgumentLocation> _locations = [];
    private AttributeReader? _input;
    private AttributeReader? _loss;
    private bool _isLossLast;

    /// <summary>Shape of one input sample.</summary>
    public EquatableArray<int> InputShape { get; private set; }

    public StandardLoss? Loss { get; private set; }

    public IReadOnlyList<LayerDeclaration> Layers => _layers;

    /// <summary>Where the arguments stand.</summary>
    public IReadOnlyList<ArgumentLocation> Locations => _locations;

    public bool HasInput => _input is not null;

    /// <summary>Whether there is a layer, be it one that could not be read.</summary>
    public bool HasLayers { get; private set; }

    /// <summary>The attribute of a layer of <see cref="Layers"/>.</summary>
    public AttributeReader AttributeOf(int layer) => _attributes[layer];

    public void Add(AttributeReader attribute)
    {
        switch (attribute.Kind)
        {
            case "Input":
                AddInput(attribute);
                break;
            case "Loss":
                AddLoss(attribute);
                break;
            default:
                AddLayer(attribute);
                break;
        }
    }

    private void AddInput(AttributeReader attribute)
    {
        if (_input is not null)
        {
            errors.Report(DiagnosticDescriptors.SecondInput, attribute.Location(null), network);
            return;
        }

        if (HasLayers)
        {
            errors.Report(DiagnosticDescriptors.InputNotFirst, attribute.Location(null), network);
        }

        _input = attribute;
        if (!attribute.IsBroken)
        {
            InputShape = ShapeParser.Parse(attribute, mayInfer: false);
            Locate(attribute, CompilerError.Network);
        }
    }

    private void AddLoss(AttributeReader attribute)
    {
        if (_loss is not null)
        {
            errors.Report(DiagnosticDescriptors.SecondLoss, attribute.Location(null), network);
            return;
        }

        (_loss, _isLossLast) = (attribute, true);
        if (!attribute.IsBroken)
        {
            Loss = LossParser.Parse(attribute);
            Locate(attribute, CompilerError.Loss);
        }
    }

    private void AddLayer(AttributeReader attribute)
    {
        if (_isLossLast)
        {
            errors.Report(DiagnosticDescriptors.LossNotLast, _loss!.Location(null), network);
            _isLossLast = false;
        }

        HasLayers = true;
        if (!attribute.IsBroken)
        {
            Locate(attribute, _layers.Count);
            _attributes.Add(attribute);
            _layers.Add(LayerParsers.ByKind[attribute.Kind](attribute, _names.Next(attribute)));
        }
    }

    private void Locate(AttributeReader attribute, int place)
    {
        if (place != CompilerError.Network)
        {
            Locate(attribute, place, argument: null);
        }

        foreach (var argument in attribute.WrittenArguments())
        {
            Locate(attribute, place, argument);
        }
    }

    private void Locate(AttributeReader attribute, int place, string? argument) =>
        _locations.Add(new ArgumentLocation(place, argument, SourceLocation.From(attribute.Location(argument))));
}
