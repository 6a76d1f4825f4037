using System.Globalization;
using Gmnm;
using Spectre.Console;

namespace Samples;

/// <summary>Shows what a network is made of.</summary>
internal static class ModelView
{
    /// <summary>Prints a table of the layers with their shapes and costs.</summary>
    public static void Show(NetworkInfo network, long workspaceBytes)
    {
        var table = new Table().RoundedBorder().Title($"[bold]{Markup.Escape(network.Name)}[/]");
        table.AddColumns(
            new TableColumn("layer"),
            new TableColumn("kind"),
            new TableColumn("output"),
            new TableColumn("parameters").RightAligned(),
            new TableColumn("multiply-adds").RightAligned());
        table.AddRow("", "Input", Shape(network.InputShape), "", "");
        foreach (var layer in network.Layers)
        {
            table.AddRow(
                Markup.Escape(layer.Name),
                $"[aqua]{Markup.Escape(layer.Kind)}[/]",
                Shape(layer.OutputShape),
                Count(layer.ParameterCount),
                Count(layer.MultiplyAccumulates));
        }

        table.Columns[0].Footer = new Text("total");
        table.Columns[3].Footer = new Text(Count(network.ParameterCount));
        table.Columns[4].Footer = new Text(Count(network.MultiplyAccumulates));
        table.Caption($"[grey]a prediction needs {Count(workspaceBytes / 1024)} KiB besides the parameters[/]");
        AnsiConsole.Write(table);
    }

    private static string Shape(IEnumerable<int> sizes) => $"[grey][[{string.Join(", ", sizes)}]][/]";

    private static string Count(long value) => value == 0 ? "" : value.ToString("N0", CultureInfo.InvariantCulture);
}
