using System.Globalization;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Parsing;

/// <summary>Reads the shape of [Input] and [Reshape].</summary>
internal static class ShapeParser
{
    private const int Inferred = -1;

    /// <param name="attribute">The attribute; its argument is called <c>shape</c>.</param>
    /// <param name="mayInfer">Whether one size may be -1.</param>
    public static EquatableArray<int> Parse(AttributeReader attribute, bool mayInfer)
    {
        var sizes = attribute.Integers("shape");
        if (sizes.Length == 0)
        {
            attribute.Report(DiagnosticDescriptors.EmptyShape, "shape");
        }

        var elements = 1L;
        var inferred = 0;
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            var size = sizes[axis];
            if (size == Inferred && mayInfer)
            {
                if (++inferred > 1)
                {
                    attribute.ReportElement(DiagnosticDescriptors.SecondInferredSize, "shape", axis, Format(axis));
                }
            }
            else if (size < 1)
            {
                attribute.ReportElement(DiagnosticDescriptors.WrongSize, "shape", axis, Format(axis), Format(size));
            }
            else
            {
                elements = Math.Min(elements, int.MaxValue) * size;
            }
        }

        if (elements > int.MaxValue)
        {
            attribute.Report(DiagnosticDescriptors.TooManyElements, "shape", Format(int.MaxValue));
        }

        return new EquatableArray<int>(sizes);
    }

    private static string Format(int value) => value.ToString(CultureInfo.InvariantCulture);
}
