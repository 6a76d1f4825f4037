using System.Text.RegularExpressions;

namespace Gmnm.Package.Tests;

/// <summary>The package Gmnm.Gpu beside Gmnm, as a stranger gets them.</summary>
[Collection(Builds.Name)]
public sealed partial class GpuPackageTests
{
    private const string Program = """
        using System.Globalization;
        using Gmnm;
        using Gmnm.Gpu;

        using var device = GpuDevice.Open(args[0]);
        float[] inputs = [1, 2, 3, -1, 0, 1, 2, -2, 0.5f, 0, 1, -1];
        var data = new Dataset(inputs, new float[] { 1, 0, -1, 2 }, 3, 1);
        var (emulated, processor) = (Train(device), Train(null));
        var apart = emulated.Zip(processor).Max(static pair => MathF.Abs(pair.First - pair.Second));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{apart:F6} apart"));

        float[] Train(ComputeDevice? where)
        {
            var options = new TrainerOptions { BatchSize = 2, ClipNorm = 1, EmaDecay = 0.5, Device = where };
            using var trainer = new Trainer<Small>(Small.Create(seed: 1), new AdamW(0.1), options);
            trainer.Fit(data, epochs: 2);
            Console.WriteLine($"{trainer.StepCount} steps on {where?.Name ?? "the processor"}");
            return trainer.Network.Parameters.Values.ToArray();
        }

        /// <summary>A network of the test.</summary>
        [Network, Input(3), Gmnm(4, Components = 3, Projections = 2), Dropout(0.5), Linear(1), Loss(LossKind.MeanSquaredError)]
        internal sealed partial class Small;
        """;

    [SkippableFact]
    public void AStrangersProjectTrainsOnTheEmulationAndOnCuda()
    {
        using var folder = new TemporaryFolder();
        Feed.Pack(folder, "Gmnm.Runtime", "Gmnm.Runtime.Gpu");
        Stranger.Write(folder, Program, "Gmnm", "Gmnm.Gpu");

        RequireTraining(Command.Dotnet(folder.Path, "run", "-c", "Release", "--", "cpu"), "");

        var driver = new DriverStandIn(folder);
        CommandResult Run(string device, params (string Name, string Value)[] variables) =>
            Command.Run("dotnet", folder.Path, driver.Environment(variables), "run", "-c", "Release", "--no-build", "--", device);

        RequireTraining(Run("cuda"), "Stand-in");
        RequireSteps(driver.Calls);
        Assert.Contains("There is no device 'cuda:1'. Found: CUDA:0, ", Run("cuda:1").Error, StringComparison.Ordinal);
        Assert.Matches(@"Stand-in: Small: .*: the kernel \S+ does not compile: .*\s+ptxas: line 1: not today", Run("cuda", ("GMNM_REFUSE", "Kernel_Gmnm1")).Error);
    }

    /// <summary>Two epochs of two steps, on both the same.</summary>
    private static void RequireTraining(CommandResult result, string device)
    {
        result.Require(0);
        Assert.StartsWith($"4 steps on {device}", result.Lines[^3], StringComparison.Ordinal);
        Assert.Equal("4 steps on the processor", result.Lines[^2]);
        var apart = Apart().Match(result.Lines[^1]);
        Assert.True(apart.Success, $"Unexpected output: {result.Output}");
        Assert.InRange(double.Parse(apart.Groups[1].Value, CultureInfo.InvariantCulture), 0, 1e-5);
    }

    /// <summary>Each step launches the same, from the second on by a graph in an order of its own, with a key of its own.</summary>
    private static void RequireSteps(string[] calls)
    {
        Assert.Equal("release 70, 0 bytes left", calls[^1]);
        Assert.Equal(3, calls.Count(static call => call == "graph"));
        Assert.Single(calls, "record");
        var launches = calls.Where(static call => call.StartsWith("launch ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(0, launches.Length % 4);
        string[][] steps = [.. launches.Chunk(launches.Length / 4)];
        Assert.All(steps, step => Assert.Equal(steps[0].Select(Kernel).Order(), step.Select(Kernel).Order()));
        Assert.Equal(["Kernel_SumSquares", "Kernel_Admit", "Kernel_Adaptive", "Kernel_Average"], steps[0][^4..].Select(Kernel));
        Assert.All(steps, static step => Assert.All(step[..^4], static call => Assert.Matches(Launch(), call)));
        Assert.Equal(4, steps.Select(static step => Assert.Single(step[..^4].Select(static call => Launch().Match(call).Groups[2].Value).Distinct())).Distinct().Count());
    }

    private static string Kernel(string launch) => launch.Split(' ')[1];

    [GeneratedRegex(@"^launch Kernel_\w+ \d+ \d+ \d+ \d+:( view\(\d+\)){6} rows 2 step 0 key (\d+)$")]
    private static partial Regex Launch();

    [GeneratedRegex(@"^(0\.\d+) apart$")]
    private static partial Regex Apart();
}
