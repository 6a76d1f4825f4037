using Gmnm.Generators.Compilation;

namespace Gmnm.Generators.Emission.Api;

/// <summary>Writes the check of the indices in an input, so that a wrong one throws before anything is written.</summary>
internal static class IndexCheckEmitter
{
    /// <summary>The check's documentation for the methods that call it.</summary>
    public static void EmitException(CodeWriter writer, CompiledNetwork network)
    {
        if (!network.IndexChecks.IsEmpty)
        {
            writer.Line("/// <exception cref=\"InvalidIndexException\">An index is not one of its table; nothing is written.</exception>");
        }
    }

    public static void EmitCall(CodeWriter writer, CompiledNetwork network)
    {
        if (!network.IndexChecks.IsEmpty)
        {
            writer.Line("CheckIndices(input, batch, 0);");
        }
    }

    public static void EmitMethod(CodeWriter writer, CompiledNetwork network)
    {
        if (network.IndexChecks.IsEmpty)
        {
            return;
        }

        writer.Line("/// <inheritdoc/>");
        writer.Line("void IIndexedInput.CheckIndices(ReadOnlySpan<float> input, int batch) => CheckIndices(input, batch, 0);").Blank();
        writer.Summary("Checks the elements of the input that are indices. The first sample has the number <paramref name=\"first\"/>.");
        writer.Open("private static void CheckIndices(ReadOnlySpan<float> input, int batch, int first)");
        writer.Open("for (var sample = 0; sample < batch; sample++)");
        writer.Line("var values = input.Slice(sample * InputLength, InputLength);");
        foreach (var check in network.IndexChecks)
        {
            var place = check.Start == 0 && check.Step == 1
                ? "index"
                : $"{Literal.Int(check.Start)} + ({Literal.Int(check.Step)} * index)";
            writer.Open($"for (var index = 0; index < {Literal.Int(check.Length)}; index++)");
            writer.Line($"ShapeCheck.Index({Literal.String(network.Declaration.Name.TrimStart('@'))}, {Literal.String(network.Declaration.LayerAt(check.Place)!.Name)}, first + sample, values[{place}], {Literal.Int(check.Count)});");
            writer.Close();
        }

        writer.Close().Close();
    }
}
