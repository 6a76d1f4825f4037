using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

[Collection(GpuCollection.Name)]
public class ImagePatchesTests(GpuKernels gpu)
{
    [Fact]
    public void PatchesAreWhatWindowsSee()
    {
        Check<SideBySide>();
        Check<Padded>();
        Check<Uneven>();

        void Check<TCase>()
            where TCase : struct, IWindowCase
        {
            var input = Values.Uniform(WindowPlaces.InputLength(TCase.Shape), 1);
            var expected = new double[Length<TCase>()];
            foreach (var (sample, channel, position, tap, from) in WindowPlaces.Of(TCase.Shape).Where(place => place.Input >= 0))
            {
                expected[Patch<TCase>(sample, channel, position, tap)] = input[from];
            }

            Values.AssertNear(
                expected,
                gpu.Run(Gather<TCase>, new(3, 1, 1), 32, expected.Length, WindowPlaces.Samples, new() { Inputs = input }), 0);
        }
    }

    [Fact]
    public void AdjointAddsUpWhatElementsGave()
    {
        Check<SideBySide>();
        Check<Padded>();
        Check<Uneven>();

        void Check<TCase>()
            where TCase : struct, IWindowCase
        {
            var patches = Values.Uniform(Length<TCase>(), 2);
            var expected = new double[WindowPlaces.InputLength(TCase.Shape)];
            foreach (var (sample, channel, position, tap, to) in WindowPlaces.Of(TCase.Shape).Where(place => place.Input >= 0))
            {
                expected[to] += patches[Patch<TCase>(sample, channel, position, tap)];
            }

            Values.AssertNear(
                expected,
                gpu.Run(Add<TCase>, new(3, 1, 1), 32, expected.Length, WindowPlaces.Samples, new() { Inputs = patches }), 1e-6);
        }
    }

    private static void Gather<TCase>(GpuMemory memory)
        where TCase : struct, IWindowCase =>
        ImagePatches.Gather(TCase.Window, memory.Rows, new(memory.Inputs, 0), new(memory.Predictions, 0));

    private static void Add<TCase>(GpuMemory memory)
        where TCase : struct, IWindowCase =>
        ImagePatches.Add(TCase.Window, memory.Rows, new(memory.Inputs, 0), new(memory.Predictions, 0));

    private static int Length<TCase>()
        where TCase : struct, IWindowCase =>
        WindowPlaces.Samples * TCase.Window.Positions * TCase.Window.Channels * TCase.Window.Taps;

    private static int Patch<TCase>(int sample, int channel, int position, int tap)
        where TCase : struct, IWindowCase =>
        (((((sample * TCase.Window.Positions) + position) * TCase.Window.Channels) + channel) * TCase.Window.Taps) + tap;
}
