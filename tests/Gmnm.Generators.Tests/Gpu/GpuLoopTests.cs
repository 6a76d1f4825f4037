using Gmnm.Gpu;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>Loops over time as one kernel, and step by step.</summary>
[Collection(CudaCollection.Name)]
public sealed class GpuLoopTests(CudaFixture cuda)
{
    private const int Batch = 3;

    [SkippableFact]
    public void BothWaysGiveTheCpusResults()
    {
        var index = GpuNetworks.All.Index().Single(static network => network.Item.Name == "Lstm16To33Over3").Index;
        var (network, device) = (GpuNetworks.Create(index), cuda.Device);
        var (loops, most) = (Loops(network.Instance), device.MostThreads);
        Assert.NotEmpty(loops);
        try
        {
            foreach (var threads in (int[])[most, loops.Min(static loop => loop.Whole!.Threads) - 1])
            {
                device.MostThreads = threads;
                Assert.All(loops, loop => Assert.Equal(threads == most, loop.WholeFor(Batch, device.Multiprocessors, threads) is not null));
                new GpuCheck(device, cuda.Tolerance, GpuNetworks.All[index], network).Agrees(Batch);
            }
        }
        finally
        {
            device.MostThreads = most;
        }
    }

    /// <summary>Three samples for each multiprocessor are few, a hundred many.</summary>
    [Theory]
    [InlineData(3 * 132, true)]
    [InlineData(100 * 132, false)]
    public void ManySamplesGoStepByStep(int samples, bool isWhole) => Assert.Equal(
        isWhole,
        new GpuLoop(4, false, []) { Whole = new GpuKernel("Whole", static _ => { }, 64, default) }.WholeFor(samples, multiprocessors: 132, threads: 1024) is not null);

    private static GpuLoop[] Loops(object network) => network is IGpuNetwork generated
        ? [.. generated.GpuInference.Stages.Concat(generated.GpuTraining!.Stages).OfType<GpuLoop>()]
        : [];
}
