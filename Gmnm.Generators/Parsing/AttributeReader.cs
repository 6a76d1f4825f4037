using System.Collections.Immutable;
using System.Globalization;
using Gmnm.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmnm.Generators.Parsing;

/// <summary>Reads the arguments of one attribute, and reports a wrong one where it stands.</summary>
internal sealed class AttributeReader
{
    private readonly AttributeData _data;
    private readonly ParseErrors _errors;

    public AttributeReader(AttributeData data, string kind, AttributeSyntax syntax, ParseErrors errors)
    {
        (_data, _errors, Kind, Syntax) = (data, errors, kind, syntax);
        if (!IsComplete())
        {
            errors.Break();
            IsBroken = true;
        }
    }

    /// <summary>Name of the attribute without its suffix.</summary>
    public string Kind { get; }

    public AttributeSyntax Syntax { get; }

    /// <summary>Whether the C# compiler reports an error of its own in the attribute, so that its values mean nothing.</summary>
    public bool IsBroken { get; }

    /// <summary>The type argument of a generic attribute.</summary>
    public ITypeSymbol? TypeArgument => _data.AttributeClass?.TypeArguments.FirstOrDefault();

    /// <summary>The attributes of Gmnm on a class, method or parameter, in source order.</summary>
    public static IEnumerable<AttributeReader> Of(ISymbol symbol, ParseErrors errors)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (NetworkParser.KindOf(attribute) is { } kind
                && attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax written)
            {
                yield return new AttributeReader(attribute, kind, written, errors);
            }
        }
    }

    /// <summary>A count of at least one.</summary>
    public int Count(string argument, int absent = 0)
    {
        var value = Find(argument) is { Value: int count } ? count : absent;
        if (value < 1)
        {
            Report(DiagnosticDescriptors.CountOutOfRange, argument, argument, Format(value));
        }

        return value;
    }

    /// <summary>A count that may be zero.</summary>
    public int Amount(string argument, int absent = 0)
    {
        var value = Find(argument) is { Value: int count } ? count : absent;
        if (value < 0)
        {
            Report(DiagnosticDescriptors.AmountOutOfRange, argument, argument, Format(value));
        }

        return value;
    }

    /// <summary>A finite number, in a range where one is given.</summary>
    public double Number(string argument, double absent, NumberRange? range = null)
    {
        var value = Find(argument) is { Value: double number } ? number : absent;
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            Report(DiagnosticDescriptors.NumberNotFinite, argument, argument, Format(value));
        }
        else if (range is not null && !range.Contains(value))
        {
            Report(DiagnosticDescriptors.NumberOutOfRange, argument, argument, Format(value), range.Text);
        }

        return value;
    }

    public bool Flag(string argument, bool absent) => Find(argument) is { Value: bool value } ? value : absent;

    public string? Text(string argument) => Find(argument) is { Value: string value } ? value : null;

    /// <summary>A member of an enumeration that <typeparamref name="TEnum"/> mirrors.</summary>
    public TEnum Choice<TEnum>(string argument, TEnum absent)
        where TEnum : struct, Enum
    {
        if (Find(argument) is not { Value: int number })
        {
            return absent;
        }

        var value = (TEnum)(object)number;
        if (!Enum.IsDefined(typeof(TEnum), value))
        {
            Report(DiagnosticDescriptors.UndefinedEnumValue, argument, argument, Format(number), typeof(TEnum).Name);
        }

        return value;
    }

    public bool Has(string argument) => Find(argument) is not null;

    /// <summary>The integers of an array argument; empty for null.</summary>
    public ImmutableArray<int> Integers(string argument) =>
        Find(argument) is { Kind: TypedConstantKind.Array, IsNull: false } constant
            ? [.. constant.Values.Select(static item => item.Value is int value ? value : 0)]
            : [];

    /// <summary>Reports at an argument; the attribute's kind is the message's first placeholder.</summary>
    public void Report(DiagnosticDescriptor descriptor, string? argument, params string[] rest) =>
        _errors.Report(descriptor, Location(argument), [Kind, .. rest]);

    /// <summary>As <see cref="Report"/>, at one element of an array argument.</summary>
    public void ReportElement(DiagnosticDescriptor descriptor, string argument, int element, params string[] rest) =>
        _errors.Report(descriptor, Location(argument, element), [Kind, .. rest]);

    /// <summary>Reports an option that another choice makes meaningless.</summary>
    public void ReportMeaningless(string option, string choice) =>
        _errors.Report(DiagnosticDescriptors.MeaninglessOption, Location(option), option, choice);

    /// <summary>Where an argument stands; the whole attribute where it is absent or null.</summary>
    public Location Location(string? argument, int element = -1) =>
        ArgumentSyntaxes.Locate(Syntax, _data.AttributeConstructor, argument, element);

    /// <summary>Names of the arguments that are written.</summary>
    public IEnumerable<string> WrittenArguments() => ArgumentSyntaxes.Names(Syntax, _data.AttributeConstructor);

    private static string Format(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private TypedConstant? Find(string argument)
    {
        foreach (var pair in _data.NamedArguments)
        {
            if (pair.Key == argument)
            {
                return pair.Value;
            }
        }

        var parameters = _data.AttributeConstructor?.Parameters ?? [];
        for (var index = 0; index < parameters.Length && index < _data.ConstructorArguments.Length; index++)
        {
            if (parameters[index].Name == argument)
            {
                return _data.ConstructorArguments[index];
            }
        }

        return null;
    }

    private bool IsComplete()
    {
        var named = Syntax.ArgumentList?.Arguments.Count(static argument => argument.NameEquals is not null) ?? 0;
        return _data.AttributeConstructor is not null
            && named == _data.NamedArguments.Length
            && !_data.ConstructorArguments.Any(HasError)
            && !_data.NamedArguments.Any(static pair => HasError(pair.Value));
    }

    private static bool HasError(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Error
        || (constant.Kind == TypedConstantKind.Array && !constant.IsNull && constant.Values.Any(HasError));
}
