using System.Globalization;
using Spectre.Console;

namespace Samples;

/// <summary>Shows networks side by side.</summary>
internal static class ComparisonView
{
    /// <summary>Prints a table with a row for each.</summary>
    public static void Show(IEnumerable<Classifier> classifiers)
    {
        var table = new Table().SimpleBorder().Title("[bold]the two networks, trained alike[/]");
        table.AddColumn("network");
        foreach (var heading in (string[])["parameters", "multiply-adds", "training", "test accuracy"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var classifier in classifiers)
        {
            table.AddRow(
                $"[aqua]{classifier.Name}[/]",
                Format($"{classifier.Info.ParameterCount:N0}"),
                Format($"{classifier.Info.MultiplyAccumulates:N0}"),
                Format($"{classifier.Seconds:F1} s"),
                Format($"[green]{classifier.Accuracy:F4}[/]"));
        }

        AnsiConsole.Write(table);
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
