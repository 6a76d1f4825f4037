using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public unsafe class PoolingTests
{
    private const int Samples = 2;

    [Theory]
    [MemberData(nameof(ConvolutionTests.Windows), MemberType = typeof(ConvolutionTests))]
    public void MaximumIsTheGreatestAndItsGradientGoesToTheFirst(Width width, int number)
    {
        var window = WindowCases.All[number];
        var (input, output, gradient, inputGradient, scratch) = Buffers(window);

        // Few values, so that windows have several greatest elements.
        foreach (ref var value in input.Span)
        {
            value = MathF.Round(value * 2);
        }

        Run(
            (x, y, dy, dx, s) =>
            {
                switch (width)
                {
                    case Width.Machine:
                        Pooling.Maximum(Samples, window, ref *x, ref *y, ref *s);
                        Pooling.MaximumGradient(Samples, window, ref *x, ref *y, ref *dy, ref *dx, ref *s);
                        break;
                    case Width.Bits512:
                        Pooling.Maximum<Lanes512>(Samples, window, x, y, s);
                        Pooling.MaximumGradient<Lanes512>(Samples, window, x, y, dy, dx, s);
                        break;
                    case Width.Bits256:
                        Pooling.Maximum<Lanes256>(Samples, window, x, y, s);
                        Pooling.MaximumGradient<Lanes256>(Samples, window, x, y, dy, dx, s);
                        break;
                    default:
                        Pooling.Maximum<Lanes128>(Samples, window, x, y, s);
                        Pooling.MaximumGradient<Lanes128>(Samples, window, x, y, dy, dx, s);
                        break;
                }
            },
            input, output, gradient, inputGradient, scratch);

        var (expected, expectedGradient) = (new double[output.Length], new double[input.Length]);
        foreach (var (y, plane, elements) in Places(window))
        {
            var seen = elements.Where(static element => element >= 0).ToArray();
            expected[y] = seen.Length == 0 ? double.NegativeInfinity : seen.Max(element => input[plane + element]);
            if (seen.Length > 0)
            {
                expectedGradient[plane + seen.First(element => input[plane + element] == expected[y])] += gradient[y];
            }
        }

        Assert.Equal(expected, output.Span.ToArray().Select(static value => (double)value));
        NumericAssert.Close($"{window}", inputGradient, expectedGradient, window.KernelHeight * window.KernelWidth);
    }

    [Theory]
    [MemberData(nameof(ConvolutionTests.Windows), MemberType = typeof(ConvolutionTests))]
    public void GradientByPlaceGoesToThePlace(Width width, int number)
    {
        var window = WindowCases.All[number];
        if (!PairPooling.Fits(window))
        {
            return;
        }

        var (input, _, gradient, inputGradient, _) = Buffers(window);
        var places = new Guarded(gradient.Length);
        var random = new Random(number);
        foreach (ref var place in places.Span)
        {
            place = random.Next(4);
        }

        fixed (float* at = &places.Start, dy = &gradient.Start, dx = &inputGradient.Start)
        {
            var planes = Samples * window.Channels;
            switch (width)
            {
                case Width.Machine:
                    Pooling.PlaceGradient(Samples, window, ref *at, ref *dy, ref *dx);
                    break;
                case Width.Bits512:
                    PairPooling.PlaceGradient<Lanes512>(planes, window, at, dy, dx);
                    break;
                case Width.Bits256:
                    PairPooling.PlaceGradient<Lanes256>(planes, window, at, dy, dx);
                    break;
                default:
                    PairPooling.PlaceGradient<Lanes128>(planes, window, at, dy, dx);
                    break;
            }
        }

        var expected = new double[input.Length];
        foreach (var (y, plane, elements) in Places(window))
        {
            expected[plane + elements.ToArray()[(int)places[y]]] = gradient[y];
        }

        Assert.Equal(expected, inputGradient.Span.ToArray().Select(static value => (double)value));
        inputGradient.AssertMarginsUntouched();
    }

    [Theory]
    [MemberData(nameof(ConvolutionTests.Windows), MemberType = typeof(ConvolutionTests))]
    public void AverageCountsThePadding(Width width, int number)
    {
        var window = WindowCases.All[number];
        var (input, output, gradient, inputGradient, scratch) = Buffers(window);
        Run(
            (x, y, dy, dx, s) =>
            {
                switch (width)
                {
                    case Width.Machine:
                        Pooling.Average(Samples, window, ref *x, ref *y, ref *s);
                        Pooling.AverageGradient(Samples, window, ref *dy, ref *dx, ref *s);
                        break;
                    case Width.Bits512:
                        Pooling.Forward<Lanes512, MultiplyAddTap>(Samples, window, 0, x, y, s);
                        Pooling.AverageGradient<Lanes512>(Samples, window, dy, dx, s);
                        break;
                    case Width.Bits256:
                        Pooling.Forward<Lanes256, MultiplyAddTap>(Samples, window, 0, x, y, s);
                        Pooling.AverageGradient<Lanes256>(Samples, window, dy, dx, s);
                        break;
                    default:
                        Pooling.Forward<Lanes128, MultiplyAddTap>(Samples, window, 0, x, y, s);
                        Pooling.AverageGradient<Lanes128>(Samples, window, dy, dx, s);
                        break;
                }
            },
            input, output, gradient, inputGradient, scratch);

        var (expected, expectedGradient) = (new double[output.Length], new double[input.Length]);
        var taps = window.KernelHeight * window.KernelWidth;
        foreach (var (y, plane, elements) in Places(window))
        {
            foreach (var element in elements.Where(static element => element >= 0))
            {
                expected[y] += (double)input[plane + element] / taps;
                expectedGradient[plane + element] += (double)gradient[y] / taps;
            }
        }

        NumericAssert.Close($"{window}", output, expected, taps);
        NumericAssert.Close($"{window} gradient", inputGradient, expectedGradient, taps);
    }

    private delegate void Call(float* input, float* output, float* gradient, float* inputGradient, float* scratch);

    private static void Run(Call call, Guarded input, Guarded output, Guarded gradient, Guarded inputGradient, Guarded scratch)
    {
        fixed (float* x = &input.Start, y = &output.Start, dy = &gradient.Start, dx = &inputGradient.Start, s = &scratch.Start)
        {
            call(x, y, dy, dx, s);
        }

        foreach (var buffer in (Guarded[])[output, inputGradient, scratch])
        {
            buffer.AssertMarginsUntouched();
        }
    }

    private static (Guarded Input, Guarded Output, Guarded Gradient, Guarded InputGradient, Guarded Scratch) Buffers(WindowShape window)
    {
        var outputs = Samples * window.Channels * window.OutputHeight * window.OutputWidth;
        var inputs = Samples * window.Channels * window.Height * window.Width;
        return (Guarded.Random(inputs, 1), new(outputs), Guarded.Random(outputs, 2), new(inputs), new(Pooling.ScratchLength(window)));
    }

    /// <summary>For each output its index, where its channel begins in the input, and what its window sees there.</summary>
    private static IEnumerable<(int Output, int Plane, int[] Elements)> Places(WindowShape window)
    {
        var windows = WindowCases.Pairs(window).GroupBy(static pair => pair.Position, static pair => pair.Input).ToArray();
        return Enumerable.Range(0, Samples * window.Channels).SelectMany(plane => windows.Select(group =>
            ((plane * windows.Length) + group.Key, plane * window.Height * window.Width, group.ToArray())));
    }
}
