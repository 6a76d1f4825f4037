using Gmnm;
using Spectre.Console;

namespace Samples;

/// <summary>Shows which classes a network takes for which.</summary>
internal static class ClassificationView
{
    /// <summary>Predicts <paramref name="test"/>, prints the confusion matrix and gives the accuracy.</summary>
    public static double Show<TNetwork>(TNetwork network, Dataset test)
        where TNetwork : class, INetwork<TNetwork>
    {
        var classes = TNetwork.Info.OutputLength;
        var predictions = new float[test.Count * classes];
        network.Predict(test.Inputs.Span, predictions);
        var matrix = new ConfusionMatrix(classes);
        matrix.Add(predictions, test.Targets.Span);
        AnsiConsole.Write(Table(matrix));
        return matrix.Accuracy;
    }

    private static Table Table(ConfusionMatrix matrix)
    {
        var table = new Table().SimpleBorder().Title($"[bold]{matrix.Total} test samples: true class by row, predicted by column[/]");
        table.AddColumn("");
        for (var predicted = 0; predicted < matrix.Classes; predicted++)
        {
            table.AddColumn(new TableColumn($"{predicted}").RightAligned());
        }

        table.AddColumn(new TableColumn("recall").RightAligned());
        for (var actual = 0; actual < matrix.Classes; actual++)
        {
            List<string> cells = [$"[bold]{actual}[/]"];
            for (var predicted = 0; predicted < matrix.Classes; predicted++)
            {
                cells.Add(Cell(matrix[actual, predicted], isRight: actual == predicted));
            }

            cells.Add($"{matrix.Recall(actual):P1}");
            table.AddRow([.. cells]);
        }

        return table;
    }

    private static string Cell(long count, bool isRight) => (count, isRight) switch
    {
        (0, _) => "[grey]·[/]",
        (_, true) => $"[green]{count}[/]",
        _ => $"[red]{count}[/]",
    };
}
