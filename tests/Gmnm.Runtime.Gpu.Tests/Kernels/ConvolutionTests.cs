using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;
using ILGPU;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

[Collection(GpuCollection.Name)]
public class ConvolutionTests(GpuKernels gpu)
{
    /// <summary>The side of a tile.</summary>
    private const int Tile = 32;

    [Fact]
    public void ForwardIsAProductWithPatches()
    {
        Check<SideBySide>();
        Check<Padded>();
        Check<Uneven>();

        void Check<TCase>()
            where TCase : struct, IWindowCase
        {
            var (inputs, expected) = ExpectedForward<TCase>();
            var actual = Run<TCase>(Forward<TCase>, WindowPlaces.Samples * TCase.Window.Positions, expected.Length, inputs);
            Values.AssertNear(expected, actual, 1e-5);
        }
    }

    [Fact]
    public void InputGradientIsAProductWithPatchesOfTheGradient()
    {
        Check<SideBySide>();
        Check<Padded>();
        Check<Uneven>();

        void Check<TCase>()
            where TCase : struct, IWindowCase
        {
            var (inputs, expected) = ExpectedInputGradient<TCase>();
            var actual = Run<TCase>(InputGradient<TCase>, WindowPlaces.Samples * TCase.Window.Pixels, expected.Length, inputs);
            Values.AssertNear(expected, actual, 1e-5);
        }
    }

    [Fact]
    public void WeightGradientIsAProductOverPositions()
    {
        Check<SideBySide>();
        Check<Padded>();
        Check<Uneven>();

        void Check<TCase>()
            where TCase : struct, IWindowCase
        {
            var (inputs, expected) = ExpectedWeightGradient<TCase>();
            Values.AssertNear(expected, Run<TCase>(WeightGradient<TCase>, PatchLength<TCase>(), expected.Length, inputs), 1e-5);
        }
    }

    [Fact]
    public void DirectFormsGiveTheSame()
    {
        Check<Padded>();
        Check<Uneven>();

        void Check<TCase>()
            where TCase : struct, IWindowCase
        {
            var (inputs, expected) = ExpectedForward<TCase>();
            Values.AssertNear(
                expected, gpu.Run(DirectForward<TCase>, new(3, 1, 1), 32, expected.Length, WindowPlaces.Samples, inputs), 1e-5);
            (inputs, expected) = ExpectedInputGradient<TCase>();
            Values.AssertNear(
                expected, gpu.Run(DirectInputGradient<TCase>, new(3, 1, 1), 32, expected.Length, WindowPlaces.Samples, inputs), 1e-5);
        }
    }

    [Fact]
    public void DirectWeightGradientIsASumOverPositions()
    {
        var (inputs, expected) = ExpectedWeightGradient<Padded>();
        Values.AssertNear(
            expected, gpu.Run(DirectWeightGradient<Padded>, new(3, 1, 1), 64, expected.Length, WindowPlaces.Samples, inputs), 1e-5);
    }

    private static void DirectForward<TCase>(GpuMemory memory)
        where TCase : struct, IWindowCase => DirectConvolution.Forward(
        TCase.Window, TCase.Filters, TCase.Groups, memory.Rows, new(memory.Inputs, 0), new(memory.Parameters, 0),
        new WrittenImage(new(memory.Predictions, 0), TCase.Filters, TCase.Window.Positions, 0));

    private static void DirectInputGradient<TCase>(GpuMemory memory)
        where TCase : struct, IWindowCase => DirectConvolution.InputGradient(
        TCase.Window, TCase.Filters, TCase.Groups, memory.Rows, new(memory.Gradients, 0), new(memory.Parameters, 0),
        new(memory.Predictions, 0));

    private static void DirectWeightGradient<TCase>(GpuMemory memory)
        where TCase : struct, IWindowCase => DirectConvolution.WeightGradient(
        TCase.Window, TCase.Filters, TCase.Groups, 0, memory.Rows * TCase.Window.Positions, new(memory.Inputs, 0),
        new(memory.Gradients, 0), new(memory.Predictions, 0));

    private static void Forward<TCase>(GpuMemory memory)
        where TCase : struct, IWindowCase
    {
        var (group, window, positions) = (Grid.IdxZ, TCase.Window, memory.Rows * TCase.Window.Positions);
        var filters = TCase.Filters / TCase.Groups;
        GpuTiledProduct.Run(
            new OneSquare(), Tile, Tile, Grid.IdxY, Grid.IdxX, filters, positions, 0, PatchLength<TCase>(),
            new ScalarsAlongDepth<LineMajor>(new(new Place(memory.Parameters, group * filters * PatchLength<TCase>()), PatchLength<TCase>())),
            new ScalarsAlongLines<ConvolutionPatches>(new(window, new(memory.Inputs, 0), group * Channels<TCase>())),
            new StoreImages(
                new(memory.Predictions, 0),
                new(new(memory.Predictions, 0), TCase.Filters, window.Positions, group * filters), positions));
    }

    private static void InputGradient<TCase>(GpuMemory memory)
        where TCase : struct, IWindowCase
    {
        var (group, window, pixels) = (Grid.IdxZ, TCase.Window, memory.Rows * TCase.Window.Pixels);
        var filters = TCase.Filters / TCase.Groups;
        GpuTiledProduct.Run(
            new OneSquare(), Tile, Tile, Grid.IdxY, Grid.IdxX, Channels<TCase>(), pixels, 0, filters * window.Taps,
            new ScalarsAlongDepth<ConvolutionFilters>(new(
                new(memory.Parameters, group * filters * PatchLength<TCase>()), Channels<TCase>(), window.Taps)),
            new ScalarsAlongLines<ConvolutionGradientPatches>(new(window, new(memory.Gradients, 0), TCase.Filters, group * filters)),
            new StoreImages(
                new(memory.Predictions, 0),
                new(new(memory.Predictions, 0), window.Channels, window.Pixels, group * Channels<TCase>()), pixels));
    }

    private static void WeightGradient<TCase>(GpuMemory memory)
        where TCase : struct, IWindowCase
    {
        var (group, window) = (Grid.IdxZ, TCase.Window);
        var filters = TCase.Filters / TCase.Groups;
        GpuTiledProduct.Run(
            new OneSquare(), Tile, Tile, Grid.IdxY, Grid.IdxX, filters, PatchLength<TCase>(), 0, memory.Rows * window.Positions,
            new ScalarsAlongDepth<ConvolutionOutputs>(new(new(memory.Gradients, 0), TCase.Filters, window.Positions, group * filters)),
            new ScalarsAlongDepth<ConvolutionPatchesTransposed>(new(window, new(memory.Inputs, 0), group * Channels<TCase>())),
            new StoreMatrix(
                new(memory.Predictions, group * filters * PatchLength<TCase>()), PatchLength<TCase>()));
    }

    private static int Channels<TCase>()
        where TCase : struct, IWindowCase => TCase.Window.Channels / TCase.Groups;

    private static int PatchLength<TCase>()
        where TCase : struct, IWindowCase => Channels<TCase>() * TCase.Window.Taps;

    private static (float[] Input, float[] Weight, float[] Gradient) Data<TCase>()
        where TCase : struct, IWindowCase => (
        Values.Uniform(WindowPlaces.InputLength(TCase.Shape), 1),
        Values.Uniform(TCase.Filters * PatchLength<TCase>(), 2),
        Values.Uniform(WindowPlaces.OutputLength(TCase.Shape, TCase.Filters), 3));

    private static (KernelInputs Inputs, double[] Expected) ExpectedForward<TCase>()
        where TCase : struct, IWindowCase
    {
        var (input, weight, _) = Data<TCase>();
        var expected = new double[WindowPlaces.OutputLength(TCase.Shape, TCase.Filters)];
        foreach (var (from, at, to) in Terms<TCase>())
        {
            expected[to] += (double)weight[at] * input[from];
        }

        return (new() { Inputs = input, Parameters = weight }, expected);
    }

    private static (KernelInputs Inputs, double[] Expected) ExpectedInputGradient<TCase>()
        where TCase : struct, IWindowCase
    {
        var (input, weight, gradient) = Data<TCase>();
        var expected = new double[input.Length];
        foreach (var (to, at, from) in Terms<TCase>())
        {
            expected[to] += (double)weight[at] * gradient[from];
        }

        return (new() { Parameters = weight, Gradients = gradient }, expected);
    }

    private static (KernelInputs Inputs, double[] Expected) ExpectedWeightGradient<TCase>()
        where TCase : struct, IWindowCase
    {
        var (input, weight, gradient) = Data<TCase>();
        var expected = new double[weight.Length];
        foreach (var (from, to, at) in Terms<TCase>())
        {
            expected[to] += (double)gradient[at] * input[from];
        }

        return (new() { Inputs = input, Gradients = gradient }, expected);
    }

    /// <summary>Every product of the convolution: of an input and a weight, for an output.</summary>
    private static IEnumerable<(int Input, int Weight, int Output)> Terms<TCase>()
        where TCase : struct, IWindowCase
    {
        var (channels, filters, window) = (Channels<TCase>(), TCase.Filters / TCase.Groups, TCase.Window);
        foreach (var (sample, channel, position, tap, input) in WindowPlaces.Of(TCase.Shape).Where(place => place.Input >= 0))
        {
            for (var f = 0; f < filters; f++)
            {
                var filter = (channel / channels * filters) + f;
                yield return (
                    input,
                    (((filter * channels) + (channel % channels)) * window.Taps) + tap,
                    (((sample * TCase.Filters) + filter) * window.Positions) + position);
            }
        }
    }

    private float[] Run<TCase>(Action<GpuMemory> kernel, int columns, int length, KernelInputs inputs)
        where TCase : struct, IWindowCase =>
        gpu.Run(kernel, new((columns + Tile - 1) / Tile, 1, TCase.Groups), 64, length, WindowPlaces.Samples, inputs);
}
