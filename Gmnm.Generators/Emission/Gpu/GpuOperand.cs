using Gmnm.Generators.Graph;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>One side of a product.</summary>
/// <param name="Type">The operand, a struct of the runtime or of the network.</param>
/// <param name="Arguments">What it is made of.</param>
/// <param name="IsAlongDepth">Whether neighbours in memory are neighbours along the depth; else along the rows or columns.</param>
/// <param name="IsOfFours">Whether its elements lie in aligned fours: mirrors <c>IVectorOperand</c>.</param>
internal sealed record GpuOperand(string Type, string Arguments, bool IsAlongDepth, bool IsOfFours = false)
{
    /// <summary>Elements that a thread reads together.</summary>
    public const int Four = 4;

    /// <summary>The side, as C#.</summary>
    public string Text => $"new {(IsOfFours ? "Fours" : "Scalars")}Along{(IsAlongDepth ? "Depth" : "Lines")}<{Type}>(new({Arguments}))";

    /// <summary>A matrix [lines, <paramref name="depth"/>], its lines <paramref name="stride"/> floats apart.</summary>
    public static GpuOperand LineMajor(GpuPlace place, int stride, int depth) => Matrix("LineMajor", place, stride, depth, isAlongDepth: true);

    /// <summary>A matrix [depth, <paramref name="lines"/>], its places along the depth <paramref name="stride"/> floats apart.</summary>
    public static GpuOperand DepthMajor(GpuPlace place, int stride, int lines) => Matrix("DepthMajor", place, stride, lines, isAlongDepth: false);

    /// <summary>A value whose last axis is the depth, or its first <paramref name="depth"/> columns.</summary>
    public static GpuOperand LineMajor(GpuContext context, Node node, int depth) =>
        LineMajor(context.Addresses.Of(node.Id), GpuEpilogue.RowStride(context.Program, node), depth);

    /// <summary>A value whose last axis is the lines, or its first <paramref name="lines"/> columns.</summary>
    public static GpuOperand DepthMajor(GpuContext context, Node node, int lines) =>
        DepthMajor(context.Addresses.Of(node.Id), GpuEpilogue.RowStride(context.Program, node), lines);

    private static GpuOperand Matrix(string type, GpuPlace place, int stride, int neighbours, bool isAlongDepth) =>
        new(type, $"{place.Text}, {Literal.Int(stride)}", isAlongDepth, AreFours(place, stride, neighbours));

    /// <summary>Whether rows of so many neighbours, a stride apart, are aligned fours.</summary>
    public static bool AreFours(GpuPlace place, int stride, int neighbours) =>
        place.IsAligned && stride % Four == 0 && neighbours % Four == 0;
}
