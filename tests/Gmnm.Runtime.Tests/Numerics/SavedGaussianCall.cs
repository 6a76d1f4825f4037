using System.Runtime.CompilerServices;
using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

/// <summary>
/// A forward and a backward call that saves the projections, on the operands of another call. A range of components that
/// starts at a multiple of 32 can run by itself, every result of its own call.
/// </summary>
internal sealed class SavedGaussianCall
{
    private readonly GaussianCall _operands;
    private readonly int _rows;
    private readonly int _features;
    private readonly int _components;
    private readonly int _projections;
    private readonly int _stride;

    internal SavedGaussianCall(GaussianCall operands, int rows, int features, int components, int projections)
    {
        (_operands, _rows, _features, _components, _projections) = (operands, rows, features, components, projections);
        _stride = GaussianProjections.SavedLength(components, projections);
        Exponential = new(rows * components);
        Saved = new(rows * _stride);
        Derivative = new(rows * _stride);
        OffsetGradient = new(operands.Offset.Length);
        WeightGradient = new(operands.Weight.Length);
        CenteredWeightGradient = new(operands.Weight.Length);
        InputGradient = new(operands.Input.Length);
        Centers = Guarded.Random(components * features, 5);
        Scratch = new(Math.Max(
            GaussianProjections.ScratchLength(features, projections), GaussianProjections.WeightGradientScratchLength(features, projections)));
        InputScratch = new(GaussianProjections.InputGradientScratchLength(features, projections));
    }

    internal Guarded Exponential { get; }

    internal Guarded Saved { get; }

    internal Guarded Derivative { get; }

    internal Guarded OffsetGradient { get; }

    internal Guarded WeightGradient { get; }

    internal Guarded CenteredWeightGradient { get; }

    internal Guarded InputGradient { get; }

    internal Guarded Centers { get; }

    internal Guarded Scratch { get; }

    internal Guarded InputScratch { get; }

    internal void Run<TAggregation>(Width width)
        where TAggregation : struct, IAggregation
    {
        Run<TAggregation>(width, 0, _components);
        switch (width)
        {
            case Width.Machine:
                GaussianProjections.InputGradient(
                    _rows, _features, _components, _projections, ref Derivative.Start, _stride, ref _operands.Weight.Start,
                    ref InputGradient.Start, ref InputScratch.Start);
                break;
            case Width.Bits512:
                InputGradientOf<Lanes512>();
                break;
            case Width.Bits256:
                InputGradientOf<Lanes256>();
                break;
            default:
                InputGradientOf<Lanes128>();
                break;
        }
    }

    /// <summary>All but the gradient with respect to the input, of the components from one to another.</summary>
    internal void Run<TAggregation>(Width width, int first, int end)
        where TAggregation : struct, IAggregation
    {
        switch (width)
        {
            case Width.Machine:
                RunPublic<TAggregation>(first, end);
                break;
            case Width.Bits512:
                Run<Lanes512, TAggregation>(first, end);
                break;
            case Width.Bits256:
                Run<Lanes256, TAggregation>(first, end);
                break;
            default:
                Run<Lanes128, TAggregation>(first, end);
                break;
        }
    }

    internal void AssertMarginsUntouched()
    {
        foreach (var buffer in (Guarded[])[
            Exponential, Saved, Derivative, OffsetGradient, WeightGradient, CenteredWeightGradient, InputGradient, Scratch, InputScratch])
        {
            buffer.AssertMarginsUntouched();
        }
    }

    private void RunPublic<TAggregation>(int first, int end)
        where TAggregation : struct, IAggregation
    {
        var (row, count) = (first * _projections, end - first);
        ref var weight = ref _operands.Weight.At(row * _features);
        GaussianProjections.Forward<TAggregation>(
            _rows, _features, count, _projections, ref _operands.Input.Start, ref weight, ref _operands.Offset.At(row),
            ref Saved.At(row), _stride, ref Exponential.At(first), _components, ref Scratch.Start);
        GaussianProjections.Derivative<TAggregation>(
            _rows, count, _projections, ref Saved.At(row), ref Exponential.At(first), ref _operands.ExponentialGradient.At(first),
            _components, ref Derivative.At(row), _stride);
        GaussianProjections.OffsetGradient(_rows, count, _projections, ref Derivative.At(row), _stride, ref OffsetGradient.At(row));
        GaussianProjections.WeightGradient(
            _rows, _features, count, _projections, ref Derivative.At(row), _stride, ref _operands.Input.Start,
            ref WeightGradient.At(row * _features), ref Scratch.Start);
        GaussianProjections.CenteredWeightGradient(
            _rows, _features, count, _projections, ref Derivative.At(row), _stride, ref _operands.Input.Start,
            ref OffsetGradient.At(row), ref Centers.At(first * _features), ref CenteredWeightGradient.At(row * _features), ref Scratch.Start);
    }

    private unsafe void Run<TLanes, TAggregation>(int first, int end)
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation
    {
        var (row, shape) = (first * _projections, new GaussianShape(_rows, _features, end - first, _projections));
        GaussianProjections.Forward<TLanes, TAggregation>(
            shape, ref _operands.Input.Start, ref _operands.Weight.At(row * _features), ref Unsafe.NullRef<float>(),
            ref _operands.Offset.At(row),
            ref Saved.At(row), _stride, ref Exponential.At(first), _components, ref Scratch.Start);
        fixed (float* y = &Saved.At(row), dy = &Derivative.At(row), e = &Exponential.At(first), x = &_operands.Input.Start)
        fixed (float* de = &_operands.ExponentialGradient.At(first), dc = &OffsetGradient.At(row), mu = &Centers.At(first * _features))
        fixed (float* dw = &WeightGradient.At(row * _features), centered = &CenteredWeightGradient.At(row * _features), s = &Scratch.Start)
        {
            GaussianProjections.Derivative<TLanes, TAggregation>(shape, y, e, de, _components, dy, _stride);
            GaussianProjections.OffsetGradient<TLanes>(shape, dy, _stride, dc);
            GaussianProjections.WeightGradient<TLanes>(shape, dy, _stride, x, new(dw), s);
            GaussianProjections.WeightGradient<TLanes>(shape, dy, _stride, x, new(centered, dc, mu), s);
        }
    }

    private unsafe void InputGradientOf<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>
    {
        fixed (float* dy = &Derivative.Start, w = &_operands.Weight.Start, dx = &InputGradient.Start, s = &InputScratch.Start)
        {
            GaussianProjections.InputGradient<TLanes>(
                new GaussianShape(_rows, _features, _components, _projections), dy, _stride, w, dx, s);
        }
    }
}
