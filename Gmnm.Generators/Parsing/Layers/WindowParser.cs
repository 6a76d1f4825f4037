using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;

namespace Gmnm.Generators.Parsing.Layers;

/// <summary>Reads how a kernel slides over an image.</summary>
internal static class WindowParser
{
    private const int DefaultKernel = 3;

    private static readonly string[] s_paddings = ["Padding", "PaddingHeight", "PaddingWidth"];

    public static WindowOptions Parse(AttributeReader attribute)
    {
        var (kernelHeight, kernelWidth) = Pair(attribute, "Kernel", (name, absent) => attribute.Count(name, absent), DefaultKernel);
        var (strideHeight, strideWidth) = Pair(attribute, "Stride", (name, absent) => attribute.Count(name, absent), absent: 1);
        var (paddingHeight, paddingWidth) = Pair(attribute, "Padding", (name, absent) => attribute.Amount(name, absent), absent: 0);
        var same = attribute.Flag("Same", absent: false);
        RejectPaddings(attribute, same ? "Same" : null);
        return new(
            kernelHeight, kernelWidth, strideHeight, strideWidth, paddingHeight, paddingWidth, same, attribute.Count("Dilation", absent: 1));
    }

    /// <summary>Reports paddings where another option settles how much there is.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="owner">That option; null for none.</param>
    public static void RejectPaddings(AttributeReader attribute, string? owner)
    {
        if (owner is null)
        {
            return;
        }

        foreach (var padding in s_paddings.Where(attribute.Has))
        {
            attribute.Report(DiagnosticDescriptors.PaddingIsSettled, padding, padding, owner);
        }
    }

    /// <summary>An option for both axes, or one for each.</summary>
    private static (int Height, int Width) Pair(AttributeReader attribute, string name, Func<string, int, int> read, int absent)
    {
        var both = read(name, absent);
        if (attribute.Has(name))
        {
            foreach (var single in new[] { name + "Height", name + "Width" }.Where(attribute.Has))
            {
                attribute.Report(DiagnosticDescriptors.OptionGivenTwice, single, single, name);
            }
        }

        return (Single("Height"), Single("Width"));

        int Single(string axis) => attribute.Has(name + axis) ? read(name + axis, both) : both;
    }
}
