using System.Globalization;
using Gmnm.Generators.Declaration.Operations;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Lowering.Operations;

/// <summary>Parts of a tensor: slices, equal parts, and what an indexer with ranges takes.</summary>
internal static class PartLowering
{
    public static Node Slice(LoweringContext context, SliceOperation operation, Node x)
    {
        var axis = SampleAxis.Of(context, x, operation.Axis);
        return Take(context, x, axis, operation.Start, operation.Length);
    }

    public static Node Split(LoweringContext context, SplitOperation operation, Node x)
    {
        var axis = SampleAxis.Of(context, x, operation.Axis);
        var size = x.Shape.Sizes[axis];
        return size % operation.Parts == 0
            ? Take(context, x, axis, operation.Part * (size / operation.Parts), size / operation.Parts)
            : throw context.Error("GMNM1036", "parts", Text(operation.Axis), SampleAxis.Text(x), Text(operation.Parts));
    }

    /// <summary>Ranges and single indices of the leading axes; a single index drops its axis.</summary>
    public static Node Index(LoweringContext context, EquatableArray<AxisRange> ranges, Node x)
    {
        SampleAxis.Require(context, x, ranges.Count);
        var result = x;
        var dropped = new List<int>();
        for (var axis = 1; axis <= ranges.Count; axis++)
        {
            var (range, size) = (ranges[axis - 1], x.Shape.Sizes[axis]);
            var start = range.StartFromEnd ? size - range.Start : range.Start;
            var end = range.IsIndex ? start + 1 : range.EndFromEnd ? size - range.End : range.End;
            result = Take(context, result, axis, start, end - start, range.IsIndex);
            if (range.IsIndex)
            {
                dropped.Add(axis);
            }
        }

        return Arrangement.Drop(context.Graph, result, dropped);
    }

    private static Node Take(LoweringContext context, Node x, int axis, int start, int length, bool isIndex = false)
    {
        var end = (long)start + length;
        var size = x.Shape.Sizes[axis];
        return start < 0 || length < 1 || end > size
            ? throw context.Error("GMNM1035", null, isIndex ? $"element {Text(start)}" : $"{Text(start)}..{Text(end)}", Text(axis - 1), SampleAxis.Text(x))
            : length == size ? x
            : context.Graph.Add(new Slice(axis, start, length), x);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
