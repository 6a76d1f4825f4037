using System.Runtime.CompilerServices;
using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

/// <summary>The operands of one forward and backward call, random, every buffer guarded.</summary>
internal sealed class GaussianCall
{
    private readonly int _rows;
    private readonly int _features;
    private readonly int _components;
    private readonly int _projections;

    internal GaussianCall(int rows, int features, int components, int projections, float inputScale)
    {
        (_rows, _features, _components, _projections) = (rows, features, components, projections);
        Input = Guarded.Random(rows * features, 1, inputScale);
        Weight = Guarded.Random(components * projections * features, 2, 1f / MathF.Sqrt(features));
        Offset = Guarded.Random(components * projections, 3);
        ExponentialGradient = Guarded.Random(rows * components, 4);
        Exponential = new(rows * components);
        WeightGradient = new(Weight.Length);
        OffsetGradient = new(Offset.Length);
        InputGradient = new(Input.Length);
        Scratch = new(Math.Max(
            GaussianProjections.ScratchLength(features, projections), GaussianProjections.BackwardScratchLength(features, projections)));
    }

    internal Guarded Input { get; }

    internal Guarded Weight { get; }

    internal Guarded Offset { get; }

    internal Guarded Exponential { get; }

    internal Guarded ExponentialGradient { get; }

    internal Guarded WeightGradient { get; }

    internal Guarded OffsetGradient { get; }

    internal Guarded InputGradient { get; }

    internal Guarded Scratch { get; }

    internal void Forward<TAggregation>(Width width)
        where TAggregation : struct, IAggregation
    {
        switch (width)
        {
            case Width.Machine:
                GaussianProjections.Forward<TAggregation>(
                    _rows, _features, _components, _projections, ref Input.Start, ref Weight.Start, ref Offset.Start,
                    ref Exponential.Start, ref Scratch.Start);
                break;
            case Width.Bits512:
                Forward<Lanes512, TAggregation>();
                break;
            case Width.Bits256:
                Forward<Lanes256, TAggregation>();
                break;
            default:
                Forward<Lanes128, TAggregation>();
                break;
        }
    }

    internal void Backward<TAggregation>(Width width, bool withInput = true, bool withParameters = true)
        where TAggregation : struct, IAggregation
    {
        switch (width)
        {
            case Width.Machine:
                GaussianProjections.Backward<TAggregation>(
                    _rows, _features, _components, _projections, ref Input.Start, ref Weight.Start, ref Offset.Start,
                    ref Exponential.Start, ref ExponentialGradient.Start, ref Wanted(WeightGradient, withParameters),
                    ref Wanted(OffsetGradient, withParameters), ref Wanted(InputGradient, withInput),
                    ref Scratch.Start);
                break;
            case Width.Bits512:
                Backward<Lanes512, TAggregation>(withInput, withParameters);
                break;
            case Width.Bits256:
                Backward<Lanes256, TAggregation>(withInput, withParameters);
                break;
            default:
                Backward<Lanes128, TAggregation>(withInput, withParameters);
                break;
        }
    }

    internal void AssertMarginsUntouched()
    {
        foreach (var buffer in (Guarded[])[Exponential, WeightGradient, OffsetGradient, InputGradient, Scratch])
        {
            buffer.AssertMarginsUntouched();
        }
    }

    /// <summary>The exponentials by way of packed weights.</summary>
    internal Guarded ForwardPacked<TAggregation>(Width width)
        where TAggregation : struct, IAggregation
    {
        var packed = new Guarded(GaussianProjections.PackedLength(_features, _components, _projections));
        var exponential = new Guarded(Exponential.Length);
        switch (width)
        {
            case Width.Machine:
                GaussianProjections.Pack(_features, _components, _projections, ref Weight.Start, ref packed.Start);
                GaussianProjections.ForwardPacked<TAggregation>(
                    _rows, _features, _components, _projections, ref Input.Start, ref Weight.Start, ref Offset.Start,
                    ref packed.Start, ref exponential.Start, ref Scratch.Start);
                break;
            case Width.Bits512:
                ForwardPacked<Lanes512, TAggregation>(packed, exponential);
                break;
            case Width.Bits256:
                ForwardPacked<Lanes256, TAggregation>(packed, exponential);
                break;
            default:
                ForwardPacked<Lanes128, TAggregation>(packed, exponential);
                break;
        }

        packed.AssertMarginsUntouched();
        exponential.AssertMarginsUntouched();
        return exponential;
    }

    private void ForwardPacked<TLanes, TAggregation>(Guarded packed, Guarded exponential)
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation
    {
        var shape = new GaussianShape(_rows, _features, _components, _projections);
        GaussianProjections.Pack<TLanes>(shape, ref Weight.Start, ref packed.Start);
        GaussianProjections.Forward<TLanes, TAggregation>(
            shape, ref Input.Start, ref Weight.Start, ref packed.Start, ref Offset.Start, ref Unsafe.NullRef<float>(), 0,
            ref exponential.Start, _components, ref Scratch.Start);
    }

    private void Forward<TLanes, TAggregation>()
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation =>
        GaussianProjections.Forward<TLanes, TAggregation>(
            new(_rows, _features, _components, _projections), ref Input.Start, ref Weight.Start, ref Unsafe.NullRef<float>(),
            ref Offset.Start, ref Unsafe.NullRef<float>(), 0, ref Exponential.Start, _components, ref Scratch.Start);

    private void Backward<TLanes, TAggregation>(bool withInput, bool withParameters)
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation =>
        GaussianProjections.Backward<TLanes, TAggregation>(
            new(_rows, _features, _components, _projections), ref Input.Start, ref Weight.Start, ref Offset.Start,
            ref Exponential.Start, ref ExponentialGradient.Start, ref Wanted(WeightGradient, withParameters), ref Wanted(OffsetGradient, withParameters),
            ref Wanted(InputGradient, withInput), ref Scratch.Start);

    private static ref float Wanted(Guarded gradient, bool wanted) => ref (wanted ? ref gradient.Start : ref Unsafe.NullRef<float>());
}
