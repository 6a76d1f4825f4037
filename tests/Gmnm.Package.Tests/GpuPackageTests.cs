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

        using var device = GpuDevice.Open("cpu");
        float[] inputs = [1, 2, 3, -1, 0, 1, 2, -2, 0.5f, 0, 1, -1];
        var data = new Dataset(inputs, new float[] { 1, 0, -1, 2 }, 3, 1);
        var (emulated, processor) = (Train(device), Train(null));
        var apart = emulated.Zip(processor).Max(static pair => MathF.Abs(pair.First - pair.Second));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{apart:F6} apart"));

        float[] Train(ComputeDevice? where)
        {
            var options = new TrainerOptions { BatchSize = 2, ClipNorm = 1, EmaDecay = 0.5, Device = where };
            using var trainer = new Trainer<Small>(Small.Create(seed: 1), new AdamW(0.1), options);
            trainer.Fit(data);
            Console.WriteLine($"{trainer.StepCount} steps on {where?.Name ?? "the processor"}");
            return trainer.Network.Parameters.Values.ToArray();
        }

        /// <summary>A network of the test.</summary>
        [Network, Input(3), Gmnm(4, Components = 3, Projections = 2), Linear(1), Loss(LossKind.MeanSquaredError)]
        internal sealed partial class Small;
        """;

    [Fact]
    public void AStrangersProjectTrainsOnTheEmulation()
    {
        using var folder = new TemporaryFolder();
        Feed.Pack(folder, "Gmnm.Runtime", "Gmnm.Runtime.Gpu");
        Stranger.Write(folder, Program, "Gmnm", "Gmnm.Gpu");

        var result = Command.Dotnet(folder.Path, "run", "-c", "Release").Require(0);
        Assert.Matches(@"^2 steps on \S", result.Lines[^3]);
        Assert.Equal("2 steps on the processor", result.Lines[^2]);
        var apart = Apart().Match(result.Lines[^1]);
        Assert.True(apart.Success, $"Unexpected output: {result.Output}");
        Assert.InRange(double.Parse(apart.Groups[1].Value, CultureInfo.InvariantCulture), 0, 1e-5);
    }

    [GeneratedRegex(@"^(0\.\d+) apart$")]
    private static partial Regex Apart();
}
