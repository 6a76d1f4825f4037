using System.Collections.Immutable;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Scheduling;

/// <summary>A number of iterations: <c>Factor</c>, or <c>Factor</c> for each sample.</summary>
internal readonly record struct Extent(int Factor, bool IsBatched);

/// <summary>
/// The loops over an iteration space: outer ones, and the inner one along which vectors run. Neighbouring axes that every
/// operand walks alike are one loop.
/// </summary>
/// <param name="Space">The iteration space.</param>
/// <param name="Outer">Axes of each outer loop.</param>
/// <param name="Inner">Axes of the inner loop; empty for a single element.</param>
internal sealed record LoopNest(Shape Space, ImmutableArray<ImmutableArray<int>> Outer, ImmutableArray<int> Inner)
{
    public ImmutableArray<Extent> OuterExtents => [.. Outer.Select(ExtentOf)];

    public Extent InnerExtent => ExtentOf(Inner);

    /// <param name="space">The iteration space.</param>
    /// <param name="operands">Layouts of everything that is addressed.</param>
    /// <param name="separateRows">Whether the inner axis must stay alone: something is reduced along it.</param>
    public static LoopNest Plan(Shape space, IReadOnlyCollection<Layout> operands, bool separateRows)
    {
        var inner = Iteration.InnerAxis(space);
        var loops = new List<ImmutableArray<int>>();
        for (var axis = 0; axis <= inner; axis++)
        {
            if (space.Sizes[axis] == 1)
            {
                continue;
            }

            var previous = loops.Count - 1;
            var merges = previous >= 0 && !(separateRows && axis == inner)
                && operands.All(operand => Contiguous(space, operand, loops[previous].Last(), axis));
            if (merges)
            {
                loops[previous] = loops[previous].Add(axis);
            }
            else
            {
                loops.Add([axis]);
            }
        }

        return loops.Count == 0 ? new(space, [], []) : new(space, [.. loops.Take(loops.Count - 1)], loops.Last());
    }

    /// <summary>Distance between neighbours along each outer loop, and along the inner one.</summary>
    public (ImmutableArray<int> Outer, int Inner) Strides(Layout operand)
    {
        var inner = Inner.IsEmpty ? 0 : Stride(Space, operand, Inner.Last());
        return inner is 0 or 1
            ? ([.. Outer.Select(axes => Stride(Space, operand, axes.Last()))], inner)
            : throw new InvalidGraphException($"{operand.Shape} is not contiguous along the rows of {Space}.");
    }

    private static bool Contiguous(Shape space, Layout operand, int axis, int next) =>
        Stride(space, operand, axis) == Stride(space, operand, next) * space.Sizes[next];

    /// <summary>Distance between neighbours along one axis.</summary>
    public static int Stride(Shape space, Layout operand, int axis)
    {
        var size = Broadcasting.SizeAt(operand.Shape, space.Rank, axis);
        if (size == 1)
        {
            return 0;
        }

        if (size == Shape.Batch && operand.SampleStride > 0)
        {
            return operand.SampleStride;
        }

        var stride = 1;
        for (var later = axis + 1; later < space.Rank; later++)
        {
            stride *= Broadcasting.SizeAt(operand.Shape, space.Rank, later);
        }

        return stride;
    }

    private Extent ExtentOf(ImmutableArray<int> axes) => new(
        axes.Aggregate(1, (product, axis) => Space.Sizes[axis] == Shape.Batch ? product : product * Space.Sizes[axis]),
        axes.Any(axis => Space.Sizes[axis] == Shape.Batch));
}
