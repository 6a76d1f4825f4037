using System.Collections.Immutable;
using Gmnm.Generators.Compilation;

namespace Gmnm.Generators.Emission.Api;

/// <summary>Writes, for a network of several inputs or outputs, a prediction that takes each in a span of its own.</summary>
internal static class PartsEmitter
{
    public static void Emit(CodeWriter writer, CompiledNetwork network)
    {
        if (network.Inputs.Length == 1 && network.Outputs.Length == 1)
        {
            return;
        }

        var names = new UniqueNames();
        var inputs = Name(network.Inputs, names);
        var outputs = Name(network.Outputs, names);
        var (batch, packed) = (names.Next("batch"), names.Next("packed"));
        var (start, tile) = (names.Next("start"), names.Next("tile"));

        writer.Line("private readonly WorkspacePool _packed = new(TileRows * (InputLength + OutputLength));").Blank();
        writer.Summary("As the other overload, with each input and each output in a span of its own. Allocates nothing in steady state; safe from several threads.");
        foreach (var (name, tensor) in inputs.Concat(outputs))
        {
            writer.Line($"/// <param name=\"{name.TrimStart('@')}\">[Batch, {string.Join(", ", tensor.Shape.Sizes)}], row-major.</param>");
        }

        writer.Line("/// <exception cref=\"ShapeMismatchException\">A length does not fit; nothing is written.</exception>");
        IndexCheckEmitter.EmitException(writer, network);
        writer.Optimized().Open(CodeWriter.List(
            "public void Predict(",
            [.. inputs.Select(static part => $"ReadOnlySpan<float> {part.Name}"), .. outputs.Select(static part => $"Span<float> {part.Name}")],
            ")"));
        writer.Line($"var {batch} = ShapeCheck.Samples({Check(network, inputs[0])});");
        foreach (var part in inputs.Skip(1).Concat(outputs))
        {
            writer.Line($"ShapeCheck.Part({Check(network, part)}, {batch});");
        }

        void OpenTile()
        {
            writer.Open($"for (var {start} = 0; {start} < {batch}; {start} += TileRows)");
            writer.Line($"var {tile} = Math.Min(TileRows, {batch} - {start});");
            foreach (var part in inputs)
            {
                writer.Line($"SampleParts.Pack({Slice(part, start, tile)}, {packed}.Span, {Place(part)}, InputLength);");
            }
        }

        writer.Line($"var {packed} = _packed.Rent();");
        if (!network.IndexChecks.IsEmpty)
        {
            // All tiles before the first output.
            OpenTile();
            writer.Line($"CheckIndices({packed}.Span, {tile}, {start});").Close();
        }

        OpenTile();
        writer.Line(
            $"Predict({packed}.Span.Slice(0, {tile} * InputLength), {packed}.Span.Slice(TileRows * InputLength, {tile} * OutputLength));");
        foreach (var part in outputs)
        {
            writer.Line($"SampleParts.Unpack({packed}.Span.Slice(TileRows * InputLength), {Slice(part, start, tile)}, {Place(part)}, OutputLength);");
        }

        writer.Close();
        writer.Line($"_packed.Return({packed});").Close();
    }

    private static ImmutableArray<(string Name, CompiledTensor Tensor)> Name(ImmutableArray<CompiledTensor> tensors, UniqueNames names) =>
        [.. tensors.Select(tensor => (names.Next(tensor.Name), tensor))];

    private static string Check(CompiledNetwork network, (string Name, CompiledTensor Tensor) part) =>
        $"{ApiEmitter.Name(network)}, {Literal.String(part.Tensor.Name)}, {Length(part)}, {part.Name}.Length";

    private static string Slice((string Name, CompiledTensor Tensor) part, string start, string tile) =>
        $"{part.Name}.Slice({start} * {Length(part)}, {tile} * {Length(part)})";

    private static string Place((string Name, CompiledTensor Tensor) part) => $"{Length(part)}, {Literal.Int(part.Tensor.Offset)}";

    private static string Length((string Name, CompiledTensor Tensor) part) => Literal.Int(part.Tensor.Shape.Elements);
}
