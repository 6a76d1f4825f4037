using System.Collections.Immutable;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Shapes;

/// <summary>Broadcasting as in NumPy: sizes align at the last axis; a size of 1 or a missing one stretches.</summary>
internal static class Broadcasting
{
    /// <summary>The shape that both stretch to; null where they do not fit, or the batch would not be first.</summary>
    public static Shape? Combine(Shape left, Shape right)
    {
        var rank = Math.Max(left.Rank, right.Rank);
        if ((left.IsBatched && left.Rank < rank) || (right.IsBatched && right.Rank < rank))
        {
            return null;
        }

        var sizes = ImmutableArray.CreateBuilder<int>(rank);
        for (var axis = 0; axis < rank; axis++)
        {
            var (a, b) = (SizeAt(left, rank, axis), SizeAt(right, rank, axis));
            if (a != b && a != 1 && b != 1)
            {
                return null;
            }

            sizes.Add(a == 1 ? b : a);
        }

        return new Shape(new EquatableArray<int>(sizes.MoveToImmutable()));
    }

    /// <summary>The shape that all stretch to; null where they do not fit.</summary>
    public static Shape? Combine(IEnumerable<Shape> shapes) => shapes.Aggregate(
        (Shape?)Shape.Scalar, static (combined, shape) => combined is { } so ? Combine(so, shape) : null);

    /// <summary>Size of <paramref name="shape"/> at an axis of a shape of <paramref name="rank"/> that it stretches to.</summary>
    public static int SizeAt(Shape shape, int rank, int axis)
    {
        var own = axis - (rank - shape.Rank);
        return own < 0 ? 1 : shape.Sizes[own];
    }

    /// <summary>Axes of <paramref name="to"/> along which <paramref name="from"/> is stretched.</summary>
    public static ImmutableArray<int> StretchedAxes(Shape from, Shape to) =>
        [.. Enumerable.Range(0, to.Rank).Where(axis => SizeAt(from, to.Rank, axis) == 1 && to.Sizes[axis] != 1)];
}
