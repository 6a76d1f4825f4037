using System.Collections.Immutable;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Parsing.Graphs.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>Reads <c>Forward</c> of a network, and the method that is its loss.</summary>
internal sealed class GraphParser(INamedTypeSymbol type, GraphReading reading)
{
    private readonly GraphClass _class = reading.Class(type);

    private ParseErrors Errors => reading.Errors;

    /// <summary>What was read; null where something could not be.</summary>
    /// <param name="root">The network's own layers.</param>
    public GraphPieces? Parse(BlockInstance root)
    {
        if (_class.Forward is not { } forward)
        {
            return null;
        }

        var inputs = Inputs(forward);
        var names = OutputNames(forward);
        if (inputs is null || names is null)
        {
            return null;
        }

        var result = MethodReader.Call(
            reading, root, forward, Arguments(inputs.Value), outer: null, forward.Locations[0]);
        ReadValue[] values = result is TupleValue tuple ? tuple.Items : [result];
        GraphOutputValue[] outputs = [.. values.Zip(names, static (value, name) => new GraphOutputValue(name, (value as TensorValue)?.Tensor))];
        RequireTensors(forward, values);
        root.Remember(forward, inputs.Value, result);
        var pieces = new GraphPieces(inputs.Value, [.. outputs], ReadLoss(root, inputs.Value));
        return outputs.All(static output => output.Value is not null) ? pieces : null;
    }

    private GraphLoss? ReadLoss(BlockInstance root, ImmutableArray<GraphValue> inputs)
    {
        if (_class.Loss is not { } method)
        {
            return null;
        }

        if (!MethodForm.IsTensor(method.ReturnType))
        {
            Errors.Report(DiagnosticDescriptors.WrongResult, ReturnType(method), method.Name, method.ReturnType.ToDisplayString());
            return null;
        }

        var targets = method.Parameters
            .Where(parameter => !inputs.Any(input => input.Name == parameter.Name))
            .Select(ShapedInput)
            .ToImmutableArray();
        if (targets.Any(static target => target is null))
        {
            return null;
        }

        var known = inputs.Concat(targets.OfType<GraphValue>()).ToDictionary(static value => value.Name);
        var result = MethodReader.Call(
            reading, root, method, Arguments([.. method.Parameters.Select(parameter => known[parameter.Name])]), outer: null, method.Locations[0]);
        RequireTensors(method, [result]);
        return result is TensorValue loss ? new GraphLoss([.. targets.OfType<GraphValue>()], loss.Tensor, method) : null;
    }

    /// <summary>Reports a result that is no tensor: null. What could not be read is reported already.</summary>
    private void RequireTensors(IMethodSymbol method, IEnumerable<ReadValue> results)
    {
        if (results.Any(static result => result is ConstantValue))
        {
            Errors.Report(DiagnosticDescriptors.UnreadableExpression, method.Locations[0], "null in place of a tensor");
        }
    }

    private ImmutableArray<GraphValue>? Inputs(IMethodSymbol forward)
    {
        if (forward.Parameters.IsEmpty)
        {
            Errors.Report(DiagnosticDescriptors.NoGraphInputs, forward.Locations[0], type.Name);
            return null;
        }

        var inputs = forward.Parameters.Select(ShapedInput).ToImmutableArray();
        return inputs.Any(static input => input is null) ? null : [.. inputs.OfType<GraphValue>()];
    }

    private GraphValue? ShapedInput(IParameterSymbol parameter)
    {
        var location = parameter.Locations[0];
        if (parameter.Type.TypeKind == TypeKind.Error)
        {
            Errors.Break();
            return null;
        }

        if (!MethodForm.IsTensor(parameter.Type) || parameter.IsOptional)
        {
            Errors.Report(DiagnosticDescriptors.WrongGraphInput, location, parameter.Name);
            return null;
        }

        if (AttributeReader.Of(parameter, Errors).FirstOrDefault(static attribute => attribute.Kind == "Shape") is not { } shape)
        {
            Errors.Report(DiagnosticDescriptors.MissingShape, location, parameter.Name);
            return null;
        }

        return shape.IsBroken
            ? null
            : GraphValue.OfInput(new InputDeclaration(parameter.Name, ShapeParser.Parse(shape, mayInfer: false)), location);
    }

    /// <summary>The names in a tuple, or one that says nothing.</summary>
    private string[]? OutputNames(IMethodSymbol forward)
    {
        if (forward.ReturnType.TypeKind == TypeKind.Error)
        {
            Errors.Break();
            return null;
        }

        if (MethodForm.IsTensor(forward.ReturnType))
        {
            return ["output"];
        }

        if (forward.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple
            && tuple.TupleElements.All(static element => element.IsExplicitlyNamedTupleElement && MethodForm.IsTensor(element.Type)))
        {
            return [.. tuple.TupleElements.Select(static element => element.Name)];
        }

        Errors.Report(DiagnosticDescriptors.WrongResult, ReturnType(forward), forward.Name, forward.ReturnType.ToDisplayString());
        return null;
    }

    private static ImmutableArray<ReadValue> Arguments(ImmutableArray<GraphValue> values) =>
        [.. values.Select(static value => new TensorValue(value))];

    private static Location ReturnType(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax syntax
            ? syntax.ReturnType.GetLocation()
            : method.Locations[0];
}
