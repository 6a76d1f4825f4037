using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

/// <summary>The operands of a convolution and its two gradients, random, every buffer guarded; and the naive loops in double.</summary>
internal sealed unsafe class ConvolutionCall
{
    private readonly int _samples;
    private readonly int _filters;
    private readonly int _groups;
    private readonly WindowShape _window;

    internal ConvolutionCall(int samples, WindowShape window, int filters, int groups)
    {
        (_samples, _window, _filters, _groups) = (samples, window, filters, groups);
        Depth = window.Channels / groups * window.KernelHeight * window.KernelWidth;
        Positions = window.OutputHeight * window.OutputWidth;
        InputLength = window.Channels * window.Height * window.Width;
        Input = Guarded.Random(samples * InputLength, 1);
        Weight = Guarded.Random(filters * Depth, 2);
        OutputGradient = Guarded.Random(samples * filters * Positions, 3);
        Output = new(OutputGradient.Length);
        Visits = new(OutputGradient.Length);
        Visits.Span.Clear();
        InputGradient = new(Input.Length);
        WeightGradient = new(Weight.Length);
        Scratch = new(Convolution.ScratchLength(window, filters, groups));
    }

    internal int Depth { get; }

    internal int Positions { get; }

    internal int InputLength { get; }

    internal Guarded Input { get; }

    internal Guarded Weight { get; }

    internal Guarded OutputGradient { get; }

    internal Guarded Output { get; }

    internal Guarded Visits { get; }

    internal Guarded InputGradient { get; }

    internal Guarded WeightGradient { get; }

    internal Guarded Scratch { get; }

    internal void Run(Width width)
    {
        var epilogue = new StoreImageEpilogue(ref Output.Start, ref Visits.Start, _filters, Positions);
        switch (width)
        {
            case Width.Machine:
                Convolution.Forward(_samples, _window, _filters, _groups, ref Input.Start, ref Weight.Start, ref Scratch.Start, epilogue);
                Convolution.InputGradient(
                    _samples, _window, _filters, _groups, ref OutputGradient.Start, ref Weight.Start, ref InputGradient.Start, ref Scratch.Start);
                Convolution.WeightGradient(
                    _samples, _window, _filters, _groups, ref Input.Start, ref OutputGradient.Start, ref WeightGradient.Start, ref Scratch.Start);
                break;
            case Width.Bits512:
                Run<Lanes512>(epilogue);
                break;
            case Width.Bits256:
                Run<Lanes256>(epilogue);
                break;
            default:
                Run<Lanes128>(epilogue);
                break;
        }
    }

    /// <summary>The pooled output, of one group.</summary>
    internal void RunPooled(Width width, Guarded pooled, Guarded visits, Guarded places)
    {
        var epilogue = new StoreImageEpilogue(ref pooled.Start, ref visits.Start, _filters, _window.OutputHeight / 2 * (_window.OutputWidth / 2));
        fixed (float* x = &Input.Start, w = &Weight.Start, at = &places.Start, scratch = &Scratch.Start)
        {
            switch (width)
            {
                case Width.Machine:
                    Convolution.ForwardPooled(_samples, _window, _filters, ref *x, ref *w, ref *at, ref *scratch, epilogue);
                    break;
                case Width.Bits512:
                    Convolution.ForwardPooled<Lanes512, StoreImageEpilogue>(_samples, _window, _filters, x, w, at, scratch, epilogue);
                    break;
                case Width.Bits256:
                    Convolution.ForwardPooled<Lanes256, StoreImageEpilogue>(_samples, _window, _filters, x, w, at, scratch, epilogue);
                    break;
                default:
                    Convolution.ForwardPooled<Lanes128, StoreImageEpilogue>(_samples, _window, _filters, x, w, at, scratch, epilogue);
                    break;
            }
        }
    }

    /// <summary>The naive loops: output, gradient with respect to the input, and to the weight.</summary>
    internal (double[] Output, double[] InputGradient, double[] WeightGradient) Expected()
    {
        var (output, inputGradient, weightGradient) = (new double[Output.Length], new double[Input.Length], new double[Weight.Length]);
        var (groupChannels, groupFilters, plane) = (_window.Channels / _groups, _filters / _groups, _window.Height * _window.Width);
        foreach (var (position, tap, element) in WindowCases.Pairs(_window).Where(static pair => pair.Input >= 0))
        {
            for (var (sample, filter) = (0, 0); sample < _samples; (sample, filter) = filter + 1 < _filters ? (sample, filter + 1) : (sample + 1, 0))
            {
                var y = (((sample * _filters) + filter) * Positions) + position;
                for (var c = 0; c < groupChannels; c++)
                {
                    var x = (((sample * _window.Channels) + (filter / groupFilters * groupChannels) + c) * plane) + element;
                    var w = (filter * Depth) + (c * _window.KernelHeight * _window.KernelWidth) + tap;
                    output[y] += (double)Input[x] * Weight[w];
                    inputGradient[x] += (double)OutputGradient[y] * Weight[w];
                    weightGradient[w] += (double)OutputGradient[y] * Input[x];
                }
            }
        }

        return (output, inputGradient, weightGradient);
    }

    private void Run<TLanes>(StoreImageEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        fixed (float* x = &Input.Start, w = &Weight.Start, dy = &OutputGradient.Start, dx = &InputGradient.Start,
            dw = &WeightGradient.Start, scratch = &Scratch.Start)
        {
            Convolution.Forward<TLanes, StoreImageEpilogue>(_samples, _window, _filters, _groups, x, w, scratch, epilogue);
            Convolution.InputGradient<TLanes>(_samples, _window, _filters, _groups, dy, w, dx, scratch);
            Convolution.WeightGradient<TLanes>(_samples, _window, _filters, _groups, x, dy, dw, scratch);
        }
    }
}
