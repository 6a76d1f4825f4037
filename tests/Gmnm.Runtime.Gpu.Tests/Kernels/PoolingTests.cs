using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

[Collection(GpuCollection.Name)]
public class PoolingTests(GpuKernels gpu)
{
    [Fact]
    public void MaximumIsTheGreatestOfAWindow()
    {
        Check<SideBySide>();
        Check<Padded>();
        Check<Uneven>();

        void Check<TCase>()
            where TCase : struct, IWindowCase
        {
            // All negative: padding would win if it counted.
            var input = Values.Uniform(WindowPlaces.InputLength(TCase.Shape), 1, -2f, -1f);
            Values.AssertNear(Greatest<TCase>(input), Run<TCase>(Maximum<TCase>, input), 0);
        }
    }

    [Fact]
    public void GradientOfMaximumGoesToTheFirstOfEqualElements()
    {
        Check<SideBySide>(MaximumGradient<SideBySide>);
        Check<SideBySide>(MaximumGradientSideBySide<SideBySide>);
        Check<Padded>(MaximumGradient<Padded>);
        Check<Uneven>(MaximumGradient<Uneven>);

        void Check<TCase>(Action<GpuMemory> kernel)
            where TCase : struct, IWindowCase
        {
            var window = TCase.Shape;
            var input = Values.Whole(WindowPlaces.InputLength(window), 2, 3);
            var output = Greatest<TCase>(input);
            var gradient = Values.Uniform(output.Length, 3);
            var expected = new double[input.Length];
            foreach (var places in WindowPlaces.Of(window).GroupBy(place => Output<TCase>(place.Sample, place.Channel, place.Position)))
            {
                expected[places.First(place => place.Input >= 0 && input[place.Input] == output[places.Key]).Input] += gradient[places.Key];
            }

            var actual = gpu.Run(kernel, new(3, 1, 1), 32, input.Length, WindowPlaces.Samples, new()
            {
                Inputs = input, Targets = [.. output.Select(y => (float)y)], Gradients = gradient,
            });
            Values.AssertNear(expected, actual, 1e-6);
        }
    }

    [Fact]
    public void AverageCountsPaddingAsZeros()
    {
        Check<SideBySide>();
        Check<Padded>();
        Check<Uneven>();

        void Check<TCase>()
            where TCase : struct, IWindowCase
        {
            var window = TCase.Shape;
            var input = Values.Uniform(WindowPlaces.InputLength(window), 4);
            var expected = new double[WindowPlaces.OutputLength(window, window.Channels)];
            foreach (var (sample, channel, position, _, from) in WindowPlaces.Of(window).Where(place => place.Input >= 0))
            {
                expected[Output<TCase>(sample, channel, position)] += (double)input[from] / TCase.Window.Taps;
            }

            Values.AssertNear(expected, Run<TCase>(Average<TCase>, input), 1e-6);
        }
    }

    [Fact]
    public void GradientOfAverageIsItsAdjoint()
    {
        Check<SideBySide>();
        Check<Padded>();
        Check<Uneven>();

        void Check<TCase>()
            where TCase : struct, IWindowCase
        {
            var window = TCase.Shape;
            var gradient = Values.Uniform(WindowPlaces.OutputLength(window, window.Channels), 5);
            var expected = new double[WindowPlaces.InputLength(window)];
            foreach (var (sample, channel, position, _, to) in WindowPlaces.Of(window).Where(place => place.Input >= 0))
            {
                expected[to] += (double)gradient[Output<TCase>(sample, channel, position)] / TCase.Window.Taps;
            }

            var actual = gpu.Run(AverageGradient<TCase>, new(3, 1, 1), 32, expected.Length, WindowPlaces.Samples, new()
            {
                Gradients = gradient,
            });
            Values.AssertNear(expected, actual, 1e-6);
        }
    }

    private static void Maximum<TCase>(GpuMemory memory)
        where TCase : struct, IWindowCase =>
        Pooling.Maximum(TCase.Window, memory.Rows, new(memory.Inputs, 0), new(memory.Predictions, 0));

    private static void MaximumGradient<TCase>(GpuMemory memory)
        where TCase : struct, IWindowCase =>
        Pooling.MaximumGradient(
            TCase.Window, memory.Rows, new(memory.Inputs, 0), new(memory.Targets, 0), new(memory.Gradients, 0),
            new(memory.Predictions, 0));

    private static void MaximumGradientSideBySide<TCase>(GpuMemory memory)
        where TCase : struct, IWindowCase =>
        Pooling.MaximumGradientSideBySide(
            TCase.Window, memory.Rows, new(memory.Inputs, 0), new(memory.Targets, 0), new(memory.Gradients, 0),
            new(memory.Predictions, 0));

    private static void Average<TCase>(GpuMemory memory)
        where TCase : struct, IWindowCase =>
        Pooling.Average(TCase.Window, memory.Rows, new(memory.Inputs, 0), new(memory.Predictions, 0));

    private static void AverageGradient<TCase>(GpuMemory memory)
        where TCase : struct, IWindowCase =>
        Pooling.AverageGradient(TCase.Window, memory.Rows, new(memory.Gradients, 0), new(memory.Predictions, 0));

    private static double[] Greatest<TCase>(float[] input)
        where TCase : struct, IWindowCase
    {
        var result = new double[WindowPlaces.OutputLength(TCase.Shape, TCase.Shape.Channels)];
        Array.Fill(result, double.NegativeInfinity);
        foreach (var (sample, channel, position, _, from) in WindowPlaces.Of(TCase.Shape).Where(place => place.Input >= 0))
        {
            ref var greatest = ref result[Output<TCase>(sample, channel, position)];
            greatest = Math.Max(greatest, input[from]);
        }

        return result;
    }

    private static int Output<TCase>(int sample, int channel, int position)
        where TCase : struct, IWindowCase =>
        (((sample * TCase.Shape.Channels) + channel) * TCase.Window.Positions) + position;

    private float[] Run<TCase>(Action<GpuMemory> kernel, float[] input)
        where TCase : struct, IWindowCase =>
        gpu.Run(
            kernel, new(3, 1, 1), 32, WindowPlaces.OutputLength(TCase.Shape, TCase.Shape.Channels), WindowPlaces.Samples,
            new() { Inputs = input });
}
