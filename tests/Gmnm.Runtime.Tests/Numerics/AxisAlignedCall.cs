using System.Runtime.CompilerServices;
using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

/// <summary>The operands of one forward and backward call, random, every buffer guarded.</summary>
internal sealed class AxisAlignedCall
{
    private readonly int _rows;
    private readonly int _components;
    private readonly bool _sharedScale;

    internal AxisAlignedCall(int rows, int features, int components, bool sharedScale, float inputScale)
    {
        (_rows, Features, _components, _sharedScale) = (rows, features, components, sharedScale);
        Input = Guarded.Random(rows * features, 1, inputScale);
        Center = Guarded.Random(components * features, 2);
        Scale = Guarded.Random(sharedScale ? components : components * features, 3, 2f / MathF.Sqrt(features));
        ExponentialGradient = Guarded.Random(rows * components, 4);
        Exponential = new(rows * components);
        CenterGradient = new(Center.Length);
        ScaleGradient = new(Scale.Length);
        InputGradient = new(Input.Length);
        Scratch = new(AxisAlignedGaussians.ScratchLength(features, components));
    }

    internal int Features { get; }

    internal Guarded Input { get; }

    internal Guarded Center { get; }

    internal Guarded Scale { get; }

    internal Guarded Exponential { get; }

    internal Guarded ExponentialGradient { get; }

    internal Guarded CenterGradient { get; }

    internal Guarded ScaleGradient { get; }

    internal Guarded InputGradient { get; }

    internal Guarded Scratch { get; }

    private AxisAlignedShape Shape => new(_rows, Features, _components, _sharedScale);

    internal void Forward(Width width)
    {
        switch (width)
        {
            case Width.Machine:
                AxisAlignedGaussians.Forward(
                    _rows, Features, _components, _sharedScale, ref Input.Start, ref Center.Start, ref Scale.Start,
                    ref Exponential.Start, ref Scratch.Start);
                break;
            case Width.Bits512:
                Forward<Lanes512>();
                break;
            case Width.Bits256:
                Forward<Lanes256>();
                break;
            default:
                Forward<Lanes128>();
                break;
        }
    }

    internal void Backward(Width width, bool withInput = true, bool withParameters = true)
    {
        switch (width)
        {
            case Width.Machine:
                AxisAlignedGaussians.Backward(
                    _rows, Features, _components, _sharedScale, ref Input.Start, ref Center.Start, ref Scale.Start,
                    ref Exponential.Start, ref ExponentialGradient.Start, ref Wanted(CenterGradient, withParameters),
                    ref Wanted(ScaleGradient, withParameters), ref Wanted(InputGradient, withInput),
                    ref Scratch.Start);
                break;
            case Width.Bits512:
                Backward<Lanes512>(withInput, withParameters);
                break;
            case Width.Bits256:
                Backward<Lanes256>(withInput, withParameters);
                break;
            default:
                Backward<Lanes128>(withInput, withParameters);
                break;
        }
    }

    internal void AssertMarginsUntouched()
    {
        foreach (var buffer in (Guarded[])[Exponential, CenterGradient, ScaleGradient, InputGradient, Scratch])
        {
            buffer.AssertMarginsUntouched();
        }
    }

    private void Forward<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes> =>
        AxisAlignedGaussians.Forward<TLanes>(
            Shape, ref Input.Start, ref Center.Start, ref Scale.Start, ref Exponential.Start, ref Scratch.Start);

    private void Backward<TLanes>(bool withInput, bool withParameters)
        where TLanes : unmanaged, ILanes<TLanes> =>
        AxisAlignedGaussians.Backward<TLanes>(
            Shape, ref Input.Start, ref Center.Start, ref Scale.Start, ref Exponential.Start,
            ref ExponentialGradient.Start, ref Wanted(CenterGradient, withParameters), ref Wanted(ScaleGradient, withParameters),
            ref Wanted(InputGradient, withInput), ref Scratch.Start);

    private static ref float Wanted(Guarded gradient, bool wanted) => ref (wanted ? ref gradient.Start : ref Unsafe.NullRef<float>());
}
