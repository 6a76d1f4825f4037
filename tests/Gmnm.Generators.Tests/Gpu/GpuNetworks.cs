using Gmnm.Generators.Declaration;
using Gmnm.Generators.Tests.Networks;
using Gmnm.Generators.Tests.Parsing;
using Gmnm.Generators.Tests.RandomNetworks;
using Gmnm.Gpu;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>
/// The networks that run on devices, compiled once for all tests of GPUs: of the CPU's tests one for each sequence of layers and
/// each loss, because the emulation is slow.
/// </summary>
internal static class GpuNetworks
{
    private const int Random = 12;

    /// <summary>Networks of one compilation.</summary>
    private const int Group = 60;

    private static readonly string s_operations =
        $"namespace Operations;\n{string.Concat(ElementwiseCases.All.Concat(StructureCases.All).Select(static operation => operation.Source))}";

    private static IReadOnlyList<NetworkDeclaration> Stacks { get; } =
        [.. OfEachKind(NetworkCases.All), .. Enumerable.Range(0, Random).Select(RandomNetwork.Declare)];

    private static IReadOnlyList<NetworkDeclaration> Graphs { get; } = [.. Parsed.Networks(GraphNetworks.Source)];

    private static IReadOnlyList<NetworkDeclaration> Operations { get; } = [.. Parsed.Networks(s_operations)];

    private static readonly Lazy<GeneratedAssembly>[] s_stacks =
        [.. Stacks.Chunk(Group).Select(static group => new Lazy<GeneratedAssembly>(() => new(group, forGpu: true)))];

    private static readonly Lazy<GeneratedAssembly> s_graphs = new(static () => new(GraphNetworks.Source, "Declared", forGpu: true));

    private static readonly Lazy<GeneratedAssembly> s_operationNetworks =
        new(static () => new("using Gmnm;\n" + s_operations, "Operations", forGpu: true));

    /// <summary>Every network with its place in <see cref="Create"/>.</summary>
    public static IReadOnlyList<NetworkDeclaration> All { get; } = [.. Stacks, .. Graphs, .. Operations];

    /// <summary>An instance of the network at a place of <see cref="All"/>.</summary>
    public static GeneratedNetwork Create(int index) => AssemblyOf(index).Create(All[index].Name);

    /// <summary>The text of a kernel of the network at a place.</summary>
    public static string Body(int index, GpuKernel kernel)
    {
        var part = kernel.Method.Method.DeclaringType!.Name[..^"Program".Length];
        var source = AssemblyOf(index).Sources[$"{All[index].FullName}.{part}.g.cs"];
        var start = source.IndexOf($" static void {kernel.Name}(", StringComparison.Ordinal);
        return source[start..source.IndexOf("\n        }\n", start, StringComparison.Ordinal)];
    }

    /// <summary>Of the networks with the same layers the one in the middle: not the smallest.</summary>
    private static IEnumerable<NetworkDeclaration> OfEachKind(IEnumerable<NetworkDeclaration> networks) => networks
        .GroupBy(static network => $"{string.Join(' ', network.Layers.Select(NetworkSource.Kind))} {network.Loss}")
        .Select(static group => group.ElementAt(group.Count() / 2));

    private static GeneratedAssembly AssemblyOf(int index) => index < Stacks.Count ? s_stacks[index / Group].Value
        : index < Stacks.Count + Graphs.Count ? s_graphs.Value
        : s_operationNetworks.Value;
}
