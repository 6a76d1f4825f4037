using System.Globalization;
using Gmnm;
using Spectre.Console;

namespace Samples;

/// <summary>Trains while it shows how far the training is: a bar with the time left, and a line of metrics for each epoch.</summary>
internal static class TrainingView
{
    /// <summary>Trains until <paramref name="epochs"/> epochs are done, or Ctrl+C ends the program's patience.</summary>
    /// <exception cref="UserErrorException">The training was cancelled.</exception>
    public static TrainingReport Fit<TNetwork>(Trainer<TNetwork> trainer, Dataset train, Dataset? validation, int epochs)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        using var cancellation = new CancellationTokenSource();
        ConsoleCancelEventHandler cancel = (_, press) =>
        {
            press.Cancel = true;
            cancellation.Cancel();
        };
        Console.CancelKeyPress += cancel;
        try
        {
            AnsiConsole.MarkupLine($"[bold]{Header(validation is not null, TNetwork.Info.Target == TargetKind.ClassIndex)}[/]");
            var report = AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
                ? FitWithBar(trainer, train, validation, epochs, cancellation.Token)
                : trainer.Fit(train, validation, epochs, onEpoch: Show, cancellation: cancellation.Token);
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{report.Epochs.Length} epochs in {report.Seconds:F1} s[/]");
            return report.Cancelled ? throw new UserErrorException("the training was cancelled.") : report;
        }
        finally
        {
            Console.CancelKeyPress -= cancel;
        }
    }

    private static TrainingReport FitWithBar<TNetwork>(
        Trainer<TNetwork> trainer, Dataset train, Dataset? validation, int epochs, CancellationToken cancellation)
        where TNetwork : class, ITrainableNetwork<TNetwork> =>
        AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(display =>
            {
                var task = display.AddTask("training", maxValue: (double)epochs * train.Count);
                return trainer.Fit(train, validation, epochs, Advance, Show, cancellation);

                void Advance(StepReport step)
                {
                    task.Value = ((double)(step.Epoch - 1) * step.Samples) + step.Position;
                    if (step.Step % 16 == 0)
                    {
                        task.Description = string.Create(CultureInfo.InvariantCulture, $"epoch {step.Epoch}/{step.Epochs}  loss {step.MeanLoss:F4}");
                    }
                }
            });

    private static string Header(bool hasValidation, bool hasClasses) => "epoch  training loss"
        + (hasValidation ? $"  validation loss  {(hasClasses ? "  accuracy" : "abs. error")}" : "")
        + "  learning rate     time";

    private static void Show(EpochReport epoch)
    {
        var validation = epoch.Validation is { } measured
            ? string.Create(CultureInfo.InvariantCulture, $"{measured.Loss,17:F6}{measured.Accuracy ?? measured.MeanAbsoluteError,12:F4}")
            : "";
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"{epoch.Epoch,5}{epoch.TrainingLoss,15:F6}[green]{validation}[/][grey]{epoch.LearningRate,15:E2}{epoch.Seconds,7:F2} s[/]");
    }
}
