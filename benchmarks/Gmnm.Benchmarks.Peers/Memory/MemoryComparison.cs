using System.Globalization;
using Gmnm.Benchmarks.Networks;
using Gmnm.Benchmarks.Peers.Torch;

namespace Gmnm.Benchmarks.Peers.Memory;

/// <summary>
/// Memory for training: of this library the bytes that it asks for, of TorchSharp the growth of a process of its own while it
/// makes and trains the same network.
/// </summary>
internal static class MemoryComparison
{
    private const int Steps = 5;
    private const int NameWidth = 50;
    private const double LearningRate = 1e-3;
    private const double Share = 1.0 / 3;

    /// <summary>Below, the pages and arenas of the allocator are what is measured.</summary>
    private const long LeastBytes = 1 << 20;

    public static void Print(IEnumerable<Workload> workloads)
    {
        Console.WriteLine($"{"KiB for training",-NameWidth}{"ours",12}{"TorchSharp",12}{"share",8}  at most a third");
        foreach (var workload in workloads.OfType<TrainingWorkload>())
        {
            var ours = workload.TrainingBytes + (sizeof(float) * ((long)workload.Inputs.Length + workload.Wanted.Length));
            var theirs = Probe(workload.Name);
            var share = (double)ours / theirs;
            var verdict = theirs < LeastBytes ? "too small to say" : share <= Share ? "met" : "MISSED";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{workload.Name,-NameWidth}{ours / 1024,12:N0}{theirs / 1024,12:N0}{share,8:P0}  {verdict}"));
        }

        Console.WriteLine();
        Console.WriteLine("Ours, exactly: parameters, gradient, both moments of Adam, workspace, batch. TorchSharp's: peak growth of resident memory");
        Console.WriteLine($"from before the network is made through {Steps} steps, managed memory taken off, after a tiny network was trained.");
    }

    /// <summary>What the process of its own does: prints the bytes.</summary>
    public static void Measure(Workload workload)
    {
        Train(new TrainingWorkload<SurfaceMixture>("to load everything", 1));
        Console.WriteLine(ResidentMemory.PeakIncrease(() => Train(workload)));
    }

    private static long Probe(string name)
    {
        using var process = OwnProcess.Start(["--memory-of", name], readsOutput: true);
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return long.Parse(answer, CultureInfo.InvariantCulture);
    }

    private static void Train(Workload workload)
    {
        using var step = TorchContenders.Create(workload, LearningRate);
        for (var i = 0; i < Steps; i++)
        {
            step.Call();
        }
    }
}
