using Gmnm.Generators.Scheduling;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Emission.Cpu.Kernels;

/// <summary>One axis of a copy: how often, and how far apart in both tensors.</summary>
internal readonly record struct MoveAxis(Extent Count, int SourceStride, int DestinationStride)
{
    public bool IsSingle => Count is { IsBatched: false, Factor: 1 };
}

/// <summary>
/// A copy from one place in a tensor to another, axis by axis. The generated code loops over the outer axes; the runtime
/// copies over the two inner ones, in blocks where one tensor is contiguous along another axis than the other.
/// </summary>
/// <param name="Axes">In the order of the destination, the last the innermost.</param>
internal sealed record StridedMove(IReadOnlyList<MoveAxis> Axes, int SourceStart, int DestinationStart)
{
    /// <summary>Moves a region of a shape between two tensors, each of which may be larger along one axis.</summary>
    public static StridedMove Region(Shape region, Shape source, Shape destination, int axis, int sourceStart, int destinationStart)
    {
        var (from, to) = (Strides(source), Strides(destination));
        return new(
            [.. region.Sizes.Select((size, index) => new MoveAxis(Count(size), from[index], to[index]))],
            sourceStart * from[axis],
            destinationStart * to[axis]);
    }

    /// <summary>Moves a whole tensor into another order of its axes.</summary>
    public static StridedMove Permutation(Shape source, Shape destination, IReadOnlyList<int> axes)
    {
        var (from, to) = (Strides(source), Strides(destination));
        return new([.. axes.Select((axis, index) => new MoveAxis(Count(destination.Sizes[index]), from[axis], to[index]))], 0, 0);
    }

    public static int[] Strides(Shape shape)
    {
        var strides = new int[shape.Rank];
        var stride = 1;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape.Sizes[axis] == Shape.Batch ? 1 : shape.Sizes[axis];
        }

        return strides;
    }

    public void Emit(CodeWriter writer, string source, string destination)
    {
        var outer = Merged();
        var columns = Take(outer, outer.Count - 1);
        var transposed = columns.SourceStride == 1 ? -1 : outer.FindIndex(static axis => axis.SourceStride == 1);
        var rows = Take(outer, transposed >= 0 ? transposed : outer.Count - 1);
        var names = Enumerable.Range(0, outer.Count).Select(static index => LoopVariables.Name(index)).ToArray();
        for (var loop = 0; loop < outer.Count; loop++)
        {
            writer.Open($"for (nint {names[loop]} = 0; {names[loop]} < {LoopVariables.Text(outer[loop].Count)}; {names[loop]}++)");
        }

        writer.Line("StridedCopy.Run(\n"
            + $"    rows: {LoopVariables.Text(rows.Count)}, columns: {LoopVariables.Text(columns.Count)},\n"
            + $"    {At(source, SourceStart, outer.Select(static axis => axis.SourceStride), names)}, rowStride: {Literal.Int(rows.SourceStride)}, columnStride: {Literal.Int(columns.SourceStride)},\n"
            + $"    {At(destination, DestinationStart, outer.Select(static axis => axis.DestinationStride), names)}, toRowStride: {Literal.Int(rows.DestinationStride)}, toColumnStride: {Literal.Int(columns.DestinationStride)});");
        for (var loop = 0; loop < outer.Count; loop++)
        {
            writer.Close();
        }
    }

    /// <summary>Neighbouring axes that both tensors walk alike are one.</summary>
    private List<MoveAxis> Merged()
    {
        var merged = new List<MoveAxis>();
        foreach (var axis in Axes.Where(static axis => !axis.IsSingle))
        {
            if (merged.Count > 0 && merged[merged.Count - 1] is var outer
                && outer.SourceStride == axis.SourceStride * axis.Count.Factor
                && outer.DestinationStride == axis.DestinationStride * axis.Count.Factor)
            {
                merged[merged.Count - 1] = axis with { Count = outer.Count with { Factor = outer.Count.Factor * axis.Count.Factor } };
            }
            else
            {
                merged.Add(axis);
            }
        }

        return merged;
    }

    private static MoveAxis Take(List<MoveAxis> axes, int index)
    {
        if (index < 0)
        {
            return new(new(1, false), 1, 1);
        }

        var axis = axes[index];
        axes.RemoveAt(index);
        return axis;
    }

    private static string At(string reference, int start, IEnumerable<int> strides, string[] names)
    {
        var terms = strides.Select((stride, loop) => stride == 1 ? names[loop] : $"{names[loop]} * {Literal.Int(stride)}")
            .Concat(start == 0 ? [] : [Literal.Int(start)]);
        return string.Join(" + ", terms) is { Length: > 0 } offset ? $"ref Unsafe.Add({reference}, {offset})" : reference;
    }

    private static Extent Count(int size) => size == Shape.Batch ? new(1, true) : new(size, false);
}
