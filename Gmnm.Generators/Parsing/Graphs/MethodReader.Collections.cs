using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Parsing.Graphs.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gmnm.Generators.Parsing.Graphs;

/// <content>Arrays, tuples, and what is read of them.</content>
internal sealed partial class MethodReader
{
    private ReadValue NewArray(IArrayCreationOperation array)
    {
        if (array.Initializer is { } initializer)
        {
            return new ArrayValue([.. initializer.ElementValues.Select(Evaluate)]);
        }

        if (array.DimensionSizes.Length != 1)
        {
            return Unreadable(array, "array of several dimensions");
        }

        var size = Evaluate(array.DimensionSizes[0]);
        return size switch
        {
            UnknownValue => size,
            ConstantValue { Value: int and >= 0 and var count } when CanRepeat("This array", array, count) =>
                new ArrayValue([.. Enumerable.Repeat(Empty((array.Type as IArrayTypeSymbol)?.ElementType), count)]),
            ConstantValue { Value: int and >= 0 } => UnknownValue.Instance,
            _ => NotConstant(array.DimensionSizes[0], "The size of an array"),
        };
    }

    /// <summary>What a new array holds.</summary>
    private static ConstantValue Empty(ITypeSymbol? element) => new(element?.SpecialType switch
    {
        SpecialType.System_Int32 => 0,
        SpecialType.System_Int64 => 0L,
        SpecialType.System_Single => 0f,
        SpecialType.System_Double => 0d,
        SpecialType.System_Boolean => false,
        _ => null,
    });

    private ReadValue Collection(ICollectionExpressionOperation collection)
    {
        List<ReadValue> items = [];
        foreach (var element in collection.Elements)
        {
            if (element is not ISpreadOperation spread)
            {
                items.Add(Evaluate(element));
                continue;
            }

            var spreadItems = Evaluate(spread.Operand);
            if (spreadItems is not ArrayValue array)
            {
                return spreadItems is UnknownValue ? spreadItems : Unreadable(spread, "collection");
            }

            if (!CanRepeat("This collection", spread, array.Items.Length))
            {
                return UnknownValue.Instance;
            }

            items.AddRange(array.Items);
        }

        return new ArrayValue([.. items]);
    }

    private ReadValue Element(IArrayElementReferenceOperation element) =>
        element.Indices.Length == 1 && element.Indices[0].Type?.Name == "Range"
            ? Part(element)
            : Place(element) is { } place ? place.Array.Items[place.Index] : UnknownValue.Instance;

    /// <summary>The array and the index of an element; null where one of them could not be read.</summary>
    private (ArrayValue Array, int Index)? Place(IArrayElementReferenceOperation element)
    {
        var target = Evaluate(element.ArrayReference);
        var index = element.Indices.Length == 1 ? Evaluate(element.Indices[0]) : Unreadable(element, "array of several dimensions");
        if (target is not ArrayValue array || index is UnknownValue)
        {
            if (target is not (ArrayValue or UnknownValue))
            {
                Unreadable(element.ArrayReference, "array");
            }

            return null;
        }

        int? place = index switch
        {
            ConstantValue { Value: int number } => number,
            IndexValue { FromEnd: false } number => number.Index,
            IndexValue number => array.Items.Length - number.Index,
            _ => null,
        };
        if (place is not { } found)
        {
            NotConstant(element.Indices[0], "The index of an array");
            return null;
        }

        if (found < 0 || found >= array.Items.Length)
        {
            Errors.Report(
                DiagnosticDescriptors.IndexOutside, element.Indices[0].Syntax.GetLocation(), Format(found), Format(array.Items.Length));
            return null;
        }

        return (array, found);
    }

    private ReadValue Part(IArrayElementReferenceOperation element)
    {
        if (Evaluate(element.ArrayReference) is not ArrayValue array || Evaluate(element.Indices[0]) is not RangeValue range)
        {
            return UnknownValue.Instance;
        }

        var (start, end) = (At(range.Start, array.Items.Length), At(range.End, array.Items.Length));
        if (start < 0 || end < start || end > array.Items.Length)
        {
            Errors.Report(
                DiagnosticDescriptors.IndexOutside, element.Indices[0].Syntax.GetLocation(), $"{start}..{end}", Format(array.Items.Length));
            return UnknownValue.Instance;
        }

        return new ArrayValue([.. array.Items.Skip(start).Take(end - start)]);
    }

    private static int At(IndexValue index, int length) => index.FromEnd ? length - index.Index : index.Index;

    private ReadValue Property(IPropertyReferenceOperation property)
    {
        if (property.Instance is { } instance && MethodForm.IsTensor(instance.Type) && property.Property.IsIndexer)
        {
            return Index(property, instance);
        }

        if (property is { Instance: { Type: IArrayTypeSymbol } array, Property.Name: "Length" })
        {
            return Evaluate(array) is ArrayValue { Items.Length: var length } ? new ConstantValue(length) : UnknownValue.Instance;
        }

        return Foreign(property, property.Property);
    }

    private ReadValue Field(IFieldReferenceOperation field)
    {
        if (field.Instance is { Type.IsTupleType: true } tuple)
        {
            var place = ((INamedTypeSymbol)tuple.Type).TupleElements.Select(NameOfItem).ToList().IndexOf(NameOfItem(field.Field));
            return Evaluate(tuple) switch
            {
                TupleValue { Items: var items } when place >= 0 && place < items.Length => items[place],
                UnknownValue unknown => unknown,
                _ => Unreadable(field, "tuple"),
            };
        }

        return field.Field is { IsStatic: true, IsReadOnly: true, DeclaringSyntaxReferences.Length: > 0 } constant
            && _reading.Body(constant) is not null
                ? MethodReader.Field(_reading, _block, constant, field.Syntax.GetLocation())
                : Foreign(field, field.Field);
    }

    /// <summary><c>Item1</c>, whatever the user calls it.</summary>
    private static string NameOfItem(IFieldSymbol item) => item.CorrespondingTupleField?.Name ?? item.Name;

    private UnknownValue Foreign(IOperation place, ISymbol symbol)
    {
        Errors.Report(DiagnosticDescriptors.ForeignValue, place.Syntax.GetLocation(), symbol.Name);
        return UnknownValue.Instance;
    }
}
