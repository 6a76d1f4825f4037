using System.Globalization;
using Spectre.Console;

namespace Samples;

/// <summary>Shows how well each forecaster did.</summary>
internal static class ForecastView
{
    /// <summary>Prints a table with a row for each.</summary>
    public static void Show(IEnumerable<Forecaster> forecasters)
    {
        var table = new Table().SimpleBorder().Title("[bold]errors of the standardised oil temperature, 24 hours ahead[/]");
        table.AddColumn("forecast by");
        foreach (var heading in (string[])["parameters", "training", "validation\nMSE", "\nMAE", "test\nMSE", "\nMAE"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var forecaster in forecasters)
        {
            table.AddRow(
                $"[aqua]{forecaster.Name}[/]",
                Trained(forecaster, Format($"{forecaster.ParameterCount:N0}")),
                Trained(forecaster, Format($"{forecaster.Seconds:F1} s")),
                Format($"{forecaster.Validation.MeanSquare:F4}"),
                Format($"{forecaster.Validation.MeanAbsolute:F4}"),
                Format($"[green]{forecaster.Test.MeanSquare:F4}[/]"),
                Format($"[green]{forecaster.Test.MeanAbsolute:F4}[/]"));
        }

        AnsiConsole.Write(table);
    }

    private static string Trained(Forecaster forecaster, string text) => forecaster.ParameterCount == 0 ? "-" : text;

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
