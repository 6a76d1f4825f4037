using System.Globalization;
using Gmnm;
using Spectre.Console;

namespace Samples;

/// <summary>
/// Takes a few steps on an emulated device and the same on the processor: the emulation is too slow for more, and enough to
/// see that the kernels compute the same.
/// </summary>
internal static class EmulationView
{
    private const int Steps = 10;

    /// <summary>Prints the loss of each step on both.</summary>
    /// <param name="create">Creates the network and its trainer, for a device or the processor.</param>
    /// <param name="train">What to train with.</param>
    /// <param name="device">The device.</param>
    public static void Show<TNetwork>(Func<ComputeDevice?, Trainer<TNetwork>> create, Dataset train, ComputeDevice device)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        using var emulated = create(device);
        using var processor = create(null);
        AnsiConsole.MarkupLine("[bold]step   processor    emulation   difference[/]");
        for (var step = 0; step < Steps; step++)
        {
            var size = emulated.Options.BatchSize;
            var first = step * size % Math.Max(1, train.Count - size);
            var batch = train.Select([.. Enumerable.Range(first, Math.Min(size, train.Count))]);
            var expected = processor.Step(batch.Inputs.Span, batch.Targets.Span);
            var actual = emulated.Step(batch.Inputs.Span, batch.Targets.Span);
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{step + 1,4}{expected,12:F6}{actual,13:F6}[grey]{actual - expected,13:E1}[/]");
        }
    }
}
