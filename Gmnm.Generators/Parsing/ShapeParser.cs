using System.Collections.Immutable;
using System.Globalization;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Parsing;

/// <summary>Reads the shapes of [Input] and [Reshape], and checks those of reshapes in graphs.</summary>
internal static class ShapeParser
{
    private const int Inferred = -1;

    /// <param name="attribute">The attribute; its argument is called <c>shape</c>.</param>
    /// <param name="mayInfer">Whether one size may be -1.</param>
    public static EquatableArray<int> Parse(AttributeReader attribute, bool mayInfer)
    {
        var sizes = attribute.Integers("shape");
        Check(sizes, mayInfer, (descriptor, axis, arguments) =>
        {
            if (axis is { } element)
            {
                attribute.ReportElement(descriptor, "shape", element, arguments);
            }
            else
            {
                attribute.Report(descriptor, "shape", arguments);
            }
        });
        return new EquatableArray<int>(sizes);
    }

    /// <param name="sizes">The shape.</param>
    /// <param name="mayInfer">Whether one size may be -1.</param>
    /// <param name="report">Takes what is wrong, the axis (null for the whole shape) and what the message names after the subject.</param>
    public static void Check(ImmutableArray<int> sizes, bool mayInfer, Action<DiagnosticDescriptor, int?, string[]> report)
    {
        if (sizes.Length == 0)
        {
            report(DiagnosticDescriptors.EmptyShape, null, []);
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
                    report(DiagnosticDescriptors.SecondInferredSize, axis, [Format(axis)]);
                }
            }
            else if (size < 1)
            {
                report(DiagnosticDescriptors.WrongSize, axis, [Format(axis), Format(size)]);
            }
            else
            {
                elements = Math.Min(elements, int.MaxValue) * size;
            }
        }

        if (elements > int.MaxValue)
        {
            report(DiagnosticDescriptors.TooManyElements, null, [Format(int.MaxValue)]);
        }
    }

    private static string Format(int value) => value.ToString(CultureInfo.InvariantCulture);
}
