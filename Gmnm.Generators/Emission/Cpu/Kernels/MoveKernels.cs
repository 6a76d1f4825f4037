using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Cpu.Kernels;

/// <summary>Writes the operations that move elements: slices, padding, concatenation, other orders of the axes.</summary>
internal static class MoveKernels
{
    public static void Slice(CodeWriter writer, KernelCall call, Slice slice) => StridedMove
        .Region(call.Node.Shape, call.Input(0).Shape, call.Node.Shape, slice.Axis, slice.Start, 0)
        .Emit(writer, call.Operand(0), call.Result);

    public static void Permute(CodeWriter writer, KernelCall call, Permute permute) => StridedMove
        .Permutation(call.Input(0).Shape, call.Node.Shape, permute.Axes)
        .Emit(writer, call.Operand(0), call.Result);

    public static void Concat(CodeWriter writer, KernelCall call, Concat concat)
    {
        var start = 0;
        for (var operand = 0; operand < concat.Count; operand++)
        {
            var shape = call.Input(operand).Shape;
            StridedMove.Region(shape, shape, call.Node.Shape, concat.Axis, 0, start).Emit(writer, call.Operand(operand), call.Result);
            start += shape.Sizes[concat.Axis];
        }
    }

    public static void Pad(CodeWriter writer, KernelCall call, Pad pad)
    {
        var (from, to) = (call.Input(0).Shape, call.Node.Shape);
        var stride = StridedMove.Strides(to)[pad.Axis];
        var rows = KernelCall.Samples(to, to.Elements / (stride * to.Sizes[pad.Axis]));
        Clear(0, pad.Before);
        StridedMove.Region(from, from, to, pad.Axis, 0, pad.Before).Emit(writer, call.Operand(0), call.Result);
        Clear(pad.Before + from.Sizes[pad.Axis], pad.After);

        void Clear(int start, int length)
        {
            if (length > 0)
            {
                var first = start == 0 ? call.Result : $"ref Unsafe.Add({call.Result}, {Literal.Int(start * stride)})";
                writer.Line($"StridedCopy.Clear(rows: {rows}, columns: {Literal.Int(length * stride)}, {first}, rowStride: {Literal.Int(to.Sizes[pad.Axis] * stride)});");
            }
        }
    }
}
