using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Fusion;

/// <summary>The axes of an iteration space. Axes of size 1 do not count.</summary>
internal static class Iteration
{
    /// <summary>The last axis with more than one element, along which vectors run; -1 where there is none.</summary>
    public static int InnerAxis(Shape space)
    {
        for (var axis = space.Rank - 1; axis >= 0; axis--)
        {
            if (space.Sizes[axis] != 1)
            {
                return axis;
            }
        }

        return -1;
    }

    /// <summary>The shape of one number for each row.</summary>
    public static Shape RowScalars(Shape space) =>
        InnerAxis(space) is >= 0 and var inner ? space.With(inner, 1) : space;

    /// <summary>A reduction along the inner axis: one number for each row.</summary>
    public static bool IsRowReduction(Node node, Shape space) => node.Op switch
    {
        Sum sum => sum.Axis == InnerAxis(space),
        Maximum maximum => maximum.Axis == InnerAxis(space),
        _ => false,
    };

    /// <summary>The space that a node iterates over: its own shape, or that of what it reduces.</summary>
    public static Shape SpaceOf(ComputationGraph graph, Node node) =>
        OpClasses.IsReduction(node.Op) ? graph[node.Inputs[0]].Shape : node.Shape;
}
