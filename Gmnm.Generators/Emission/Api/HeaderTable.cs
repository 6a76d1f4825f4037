using System.Globalization;
using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Declaration.Operations;

namespace Gmnm.Generators.Emission.Api;

/// <summary>The network as a table in the header of its file.</summary>
internal static class HeaderTable
{
    public static void Emit(CodeWriter writer, CompiledNetwork network)
    {
        List<string[]> rows = [["layer", "", "output", "parameters", "bytes", "multiply-adds"]];
        rows.AddRange(network.Inputs.Select(static input => new[] { input.Name, "", input.Shape.ToString(), "", "", "" }));
        rows.AddRange(Rows(network, 0, network.Declaration.Values.Count));
        rows.AddRange(network.Targets.Where(_ => network.Declaration.Loss is SymbolicLoss)
            .Select(static target => new[] { target.Name, "target", target.Shape.ToString(), "", "", "" }));
        rows.AddRange(Rows(network, network.Declaration.Values.Count, network.Values.Length));
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

    /// <summary>The values of a range of places; numbers are in the text of what takes them.</summary>
    private static IEnumerable<string[]> Rows(CompiledNetwork network, int start, int end)
    {
        var operands = OperandText.Of(network.Declaration);
        return Enumerable.Range(start, end - start)
            .Select(place => network.Values[place])
            .Where(static value => value.Declaration.Operation is not ConstantOperation)
            .Select(value => new[]
            {
                value.Declaration.Name,
                value.Layer is null
                    ? OperationText.Describe(value.Declaration.Operation, [.. value.Declaration.Operands.Select(id => operands[id])])
                    : LayerText.Describe(value.Layer) + OperandText.After(network.Declaration, value.Declaration, operands),
                value.Shape.ToString(),
                Number(value.ParameterCount),
                Number(4L * value.ParameterCount),
                Number(value.MultiplyAccumulates),
            });
    }

    private static string Number(long value) => value == 0 ? "" : value.ToString("N0", CultureInfo.InvariantCulture);
}
