using System.Globalization;
using Gmnm.Generators.Compilation;

namespace Gmnm.Generators.Emission.Api;

/// <summary>The network as a table in the header of its file.</summary>
internal static class HeaderTable
{
    public static void Emit(CodeWriter writer, CompiledNetwork network)
    {
        List<string[]> rows = [["layer", "", "output", "parameters", "bytes", "multiply-adds"]];
        rows.Add(["input", "", Text(network.InputShape.Sizes), "", "", ""]);
        rows.AddRange(network.Values.Select(static value => new[]
        {
            value.Declaration.Name,
            LayerText.Describe(value),
            Text(value.Shape.Sizes),
            Number(value.ParameterCount),
            Number(4L * value.ParameterCount),
            Number(value.MultiplyAccumulates),
        }));
        rows.Add(
        [
            "total", LayerText.Describe(network.Declaration.Loss), "",
            Number(network.Parameters.ParameterCount),
            Number(4L * network.Parameters.ParameterCount),
            Number(network.Values.Sum(static value => value.MultiplyAccumulates)),
        ]);
        var widths = Enumerable.Range(0, 6).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => column < 3 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            writer.Line(("// " + string.Join("  ", cells)).TrimEnd());
        }
    }

    private static string Text(IEnumerable<int> shape) => $"[{string.Join(", ", shape)}]";

    private static string Number(long value) => value == 0 ? "" : value.ToString("N0", CultureInfo.InvariantCulture);
}
