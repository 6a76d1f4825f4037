using Gmnm.Generators.Emission.Cpu;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Scheduling;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>Writes operations that only move elements: every thread finds where an element of the result comes from.</summary>
internal sealed class GpuMoveEmitter(GpuContext context, Node node)
{
    private const int Threads = GpuContext.Threads;
    private const int ElementsOfThread = 4;

    private readonly Shape _result = node.Shape;

    public void Emit(string name, string summary)
    {
        var writer = context.Open(name, summary);
        writer.Open($"for (var element = GpuGrid.First; element < {GpuContext.Count(_result.Elements, _result.IsBatched)}; element += GpuGrid.Stride)");
        Decode(writer);
        writer.Line($"{context.Addresses.Of(node.Id).Element(Sum(ResultTerms()))} = {Source()};");
        writer.Close().Close();
        context.Launch(name, Threads, GpuExtent.Over(_result.Elements, _result.IsBatched, Threads * ElementsOfThread));
    }

    private void Decode(CodeWriter writer)
    {
        var rest = "element";
        for (var axis = _result.Rank - 1; axis >= 0; axis--)
        {
            var size = _result.Sizes[axis];
            if (size == 1)
            {
                continue;
            }

            var nested = rest.Contains(" ") ? $"({rest})" : rest;
            var isFirst = !Enumerable.Range(0, axis).Any(earlier => _result.Sizes[earlier] != 1);
            writer.Line($"var {Coordinate(axis)} = {(isFirst ? rest : $"{nested} % {Literal.Int(size)}")};");
            rest = $"{nested} / {Literal.Int(size)}";
        }
    }

    private IEnumerable<string> ResultTerms() =>
        Enumerable.Range(0, _result.Rank).Select(axis => Term(axis, LoopNest.Stride(_result, context.Program.LayoutOf(node.Id), axis)));

    private string Source() => node.Op switch
    {
        Permute permute => Read(0, permute.Axes.Items.IndexOf),
        Slice slice => Read(0, static axis => axis, slice.Axis, slice.Start),
        Pad pad => $"{Coordinate(pad.Axis)} >= {Literal.Int(pad.Before)} && {Coordinate(pad.Axis)} < {Literal.Int(_result.Sizes[pad.Axis] - pad.After)} ? {Read(0, static axis => axis, pad.Axis, -pad.Before)} : 0f",
        Concat concat => Parts(concat),
        Dense or Copy => Read(0, static axis => axis),
        var op => throw new InvalidGraphException($"{op} does not only move elements."),
    };

    private string Parts(Concat concat)
    {
        var (text, start) = ("", 0);
        for (var input = 0; input < concat.Count; input++)
        {
            var end = start + context.Graph[node.Inputs[input]].Shape.Sizes[concat.Axis];
            var part = Read(input, static axis => axis, concat.Axis, -start);
            text += input == concat.Count - 1 ? part : $"{Coordinate(concat.Axis)} < {Literal.Int(end)} ? {part} : ";
            start = end;
        }

        return text;
    }

    /// <param name="input">Which input.</param>
    /// <param name="resultAxis">The axis of the result that an axis of the input is.</param>
    /// <param name="shifted">An axis of the input that starts elsewhere; -1 for none.</param>
    /// <param name="start">Where.</param>
    private string Read(int input, Func<int, int> resultAxis, int shifted = -1, int start = 0)
    {
        var source = context.Graph[node.Inputs[input]];
        var layout = context.Program.LayoutOf(source.Id);
        var terms = Enumerable.Range(0, source.Shape.Rank).Select(axis => Term(resultAxis(axis), LoopNest.Stride(source.Shape, layout, axis)));
        var offset = shifted < 0 ? 0 : start * LoopNest.Stride(source.Shape, layout, shifted);
        return context.Addresses.Of(source.Id).Element(Sum(offset == 0 ? terms : terms.Append(Literal.Int(offset))));
    }

    private string Term(int axis, int stride) => stride == 0 || _result.Sizes[axis] == 1 ? ""
        : stride == 1 ? Coordinate(axis)
        : $"({Coordinate(axis)} * {Literal.Int(stride)})";

    private string Coordinate(int axis) => _result.Sizes[axis] == 1 ? "0" : LoopVariables.Name(axis);

    private static string Sum(IEnumerable<string> terms) =>
        string.Join(" + ", terms.Where(static term => term.Length > 0)) is { Length: > 0 } sum ? sum : "0";
}
