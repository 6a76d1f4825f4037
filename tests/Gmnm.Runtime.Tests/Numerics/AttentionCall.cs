using System.Runtime.CompilerServices;
using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

/// <summary>The operands of one forward and backward call, random, every buffer guarded.</summary>
internal sealed class AttentionCall
{
    internal AttentionCall(AttentionShape shape, bool withMask, bool withBias, float inputScale = 1f)
    {
        Shape = shape;
        var (queries, keys) = (shape.Samples * shape.Queries, shape.Samples * shape.Keys);
        Query = Guarded.Random(queries * shape.Stride, 1, inputScale);
        Key = Guarded.Random(keys * shape.Stride, 2, inputScale);
        Value = Guarded.Random(keys * shape.ValueStride, 3);
        Bias = withBias ? Guarded.Random(keys * shape.Heads, 4) : null;
        Mask = withMask ? Guarded.Random(keys, 5) : null;
        MixedGradient = Guarded.Random(queries * shape.ValueStride, 6);
        Mixed = new(MixedGradient.Length);
        LogSumExp = new(queries * shape.Heads);
        QueryGradient = new(Query.Length);
        KeyGradient = new(Key.Length);
        ValueGradient = new(Value.Length);
        BiasGradient = new(keys * shape.Heads);
        Scratch = new(FusedAttention.ScratchLength((int)shape.Keys, (int)shape.Size, (int)shape.ValueSize));
        for (var i = 0; i < Mask?.Length; i++)
        {
            // The first sample sees no key.
            Mask[i] = i < shape.Keys || Mask[i] < -0.3f ? 0f : 1f;
        }
    }

    internal AttentionShape Shape { get; }

    internal Guarded Query { get; }

    internal Guarded Key { get; }

    internal Guarded Value { get; }

    internal Guarded? Mask { get; }

    internal Guarded? Bias { get; }

    internal Guarded Mixed { get; }

    internal Guarded LogSumExp { get; }

    internal Guarded MixedGradient { get; }

    internal Guarded QueryGradient { get; }

    internal Guarded KeyGradient { get; }

    internal Guarded ValueGradient { get; }

    internal Guarded BiasGradient { get; }

    internal Guarded Scratch { get; }

    internal void Forward(Width width, bool withLogs = true)
    {
        switch (width)
        {
            case Width.Machine:
                var (samples, queries, keys, heads, size, valueSize, scale, causal) = Shape;
                FusedAttention.Forward(
                    samples, queries, keys, heads, size, valueSize, scale, causal, ref Query.Start, ref Key.Start, ref Value.Start,
                    ref Start(Mask), ref Start(Bias), ref Mixed.Start, ref Start(withLogs ? LogSumExp : null), ref Scratch.Start);
                break;
            case Width.Bits512:
                Forward<Lanes512>(withLogs);
                break;
            case Width.Bits256:
                Forward<Lanes256>(withLogs);
                break;
            default:
                Forward<Lanes128>(withLogs);
                break;
        }
    }

    internal void Backward(Width width, bool withInputs = true)
    {
        switch (width)
        {
            case Width.Machine:
                var (samples, queries, keys, heads, size, valueSize, scale, causal) = Shape;
                FusedAttention.Backward(
                    samples, queries, keys, heads, size, valueSize, scale, causal, ref Query.Start, ref Key.Start, ref Value.Start,
                    ref Start(Mask), ref Start(Bias), ref Mixed.Start, ref LogSumExp.Start, ref MixedGradient.Start,
                    ref Start(withInputs ? QueryGradient : null), ref Start(withInputs ? KeyGradient : null),
                    ref Start(withInputs ? ValueGradient : null), ref BiasGradient.Start, ref Scratch.Start);
                break;
            case Width.Bits512:
                Backward<Lanes512>(withInputs);
                break;
            case Width.Bits256:
                Backward<Lanes256>(withInputs);
                break;
            default:
                Backward<Lanes128>(withInputs);
                break;
        }
    }

    internal void AssertMarginsUntouched()
    {
        foreach (var buffer in (Guarded[])[Mixed, LogSumExp, QueryGradient, KeyGradient, ValueGradient, BiasGradient, Scratch])
        {
            buffer.AssertMarginsUntouched();
        }
    }

    private void Forward<TLanes>(bool withLogs)
        where TLanes : unmanaged, ILanes<TLanes> =>
        FusedAttention.Forward<TLanes>(
            Shape, ref Query.Start, ref Key.Start, ref Value.Start, ref Start(Mask), ref Start(Bias), ref Mixed.Start,
            ref Start(withLogs ? LogSumExp : null), ref Scratch.Start);

    private void Backward<TLanes>(bool withInputs)
        where TLanes : unmanaged, ILanes<TLanes> =>
        FusedAttention.Backward<TLanes>(
            Shape, ref Query.Start, ref Key.Start, ref Value.Start, ref Start(Mask), ref Start(Bias), ref Mixed.Start,
            ref LogSumExp.Start, ref MixedGradient.Start, ref Start(withInputs ? QueryGradient : null),
            ref Start(withInputs ? KeyGradient : null), ref Start(withInputs ? ValueGradient : null), ref BiasGradient.Start,
            ref Scratch.Start);

    private static ref float Start(Guarded? buffer) => ref (buffer is null ? ref Unsafe.NullRef<float>() : ref buffer.Start);
}
