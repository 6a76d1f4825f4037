using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Model;
using Gmnm.Generators.Parsing.Graphs;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Parsing;

/// <summary>Reads the attributes of a network's class in source order: input, layers, loss. A graph has at most the loss there.</summary>
internal sealed class ClassAttributes(string network, ParseErrors errors)
{
    private readonly List<ArgumentLocation> _locations = [];
    private AttributeReader? _input;
    private AttributeReader? _loss;
    private bool _isLossLast;

    /// <summary>Shape of one input sample.</summary>
    public EquatableArray<int> InputShape { get; private set; }

    public StandardLoss? Loss { get; private set; }

    /// <summary>Where the arguments of input and loss stand.</summary>
    public IReadOnlyList<ArgumentLocation> Locations => _locations;

    public bool HasInput => _input is not null;

    /// <summary>Whether there is a layer, be it one that could not be read.</summary>
    public bool HasLayers { get; private set; }

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
                AddLayer();
                break;
        }
    }

    /// <summary>What a stack takes and gives; null where its layers could not be read.</summary>
    public GraphPieces? Pieces(BlockInstance stack)
    {
        if (_input is null || InputShape.Count == 0)
        {
            return null;
        }

        var input = GraphValue.OfInput(new InputDeclaration("input", InputShape), _input.Location(null));
        return stack.Apply([input], _input.Location(null)) is { } output
            ? new GraphPieces([input], [new GraphOutputValue("output", output)], null)
            : null;
    }

    /// <summary>Reports at [Loss].</summary>
    public void ReportLoss(DiagnosticDescriptor descriptor) => errors.Report(descriptor, _loss!.Location(null), network);

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

    private void AddLayer()
    {
        if (_isLossLast)
        {
            errors.Report(DiagnosticDescriptors.LossNotLast, _loss!.Location(null), network);
            _isLossLast = false;
        }

        HasLayers = true;
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
