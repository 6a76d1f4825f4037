using System.Globalization;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>What a launch has to do at least: mirrors the runtime's <c>GpuWork</c>.</summary>
internal readonly record struct GpuWork(long MultiplyAdds, long MultiplyAddsPerSample, long Floats, long FloatsPerSample)
{
    /// <summary>The multiply-adds of a product; at most one of its sizes is for each sample.</summary>
    public static GpuWork OfProduct(params (int Count, bool IsBatched)[] sizes)
    {
        var terms = sizes.Aggregate(1L, static (product, size) => product * size.Count);
        return sizes.Any(static size => size.IsBatched) ? new(0, terms, 0, 0) : new(terms, 0, 0, 0);
    }

    /// <summary>With the tensors that a group reads and writes, each once.</summary>
    public GpuWork WithTensors(GpuContext context, FusedGroup group)
    {
        var graph = context.Graph;
        var read = group.Nodes.SelectMany(id => graph[id].Inputs.Items).Select(graph.Root)
            .Where(id => !group.Nodes.Contains(id) && !OpClasses.IsInline(graph[id].Op));
        var (constant, perSample) = (0L, 0L);
        foreach (var shape in read.Concat(group.Nodes.Where(context.Program.Stored.Contains)).Distinct().Select(id => graph[id].Shape))
        {
            constant += shape.IsBatched ? 0 : shape.LongElements;
            perSample += shape.IsBatched ? shape.LongElements : 0;
        }

        return this with { Floats = constant, FloatsPerSample = perSample };
    }

    public override string ToString() => string.Join(", ", ((long[])[MultiplyAdds, MultiplyAddsPerSample, Floats, FloatsPerSample])
        .Select(static number => number.ToString(CultureInfo.InvariantCulture)));
}
