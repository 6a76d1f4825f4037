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

    private static IReadOnlyList<NetworkDeclaration> Stacks { get; } =
        [.. OfEachKind(NetworkCases.All), .. Enumerable.Range(0, Random).Select(RandomNetwork.Declare)];

    /// <summary>Networks that a user writes out: graphs, operations, losses, slopes, several tensors, and a case of each of PyTorch's files.</summary>
    private static Source[] Sources { get; } =
    [
        new("Declared", GraphNetworks.Source),
        new("Operations", $"namespace Operations;\n{string.Concat(ElementwiseCases.All.Concat(StructureCases.All).Select(static operation => operation.Source))}"),
        new("Derived", InputDerivativeCases.SourceOf(["Bends", "GmnmNorm", "Images", "Gru"])),
        new("Written", WrittenLossTests.Source),
        new("Parted", SeveralTensorsTests.Source),
        new(PyTorchFamily.Namespace, $"namespace {PyTorchFamily.Namespace};\n{string.Concat(PyTorchFamily.OneOfEach.Select(static fixture => fixture.Source))}"),
    ];

    private static readonly Lazy<GeneratedAssembly>[] s_stacks =
        [.. Stacks.Chunk(Group).Select(static group => new Lazy<GeneratedAssembly>(() => new(group, forGpu: true)))];

    /// <summary>Every network with its place in <see cref="Create"/>.</summary>
    public static IReadOnlyList<NetworkDeclaration> All { get; } = [.. Stacks, .. Sources.SelectMany(static source => source.Networks)];

    /// <summary>Place of the network of a class.</summary>
    public static int IndexOf(string fullName) => All.Index().Single(network => network.Item.FullName == fullName).Index;

    /// <summary>
    /// Networks for a test, with their names: all where an environment variable is <c>all</c>, the third of eight parts of them
    /// where it is <c>3/8</c>, else the first of each few.
    /// </summary>
    public static TheoryData<int, string> Chosen(string variable, int oneOf)
    {
        var which = Environment.GetEnvironmentVariable(variable);
        var numbers = (which ?? "").Split('/');
        var chosen = numbers.Length == 2 && int.TryParse(numbers[0], out var part) && int.TryParse(numbers[1], out var parts)
            ? ((part - 1) * All.Count / parts)..(part * All.Count / parts)
            : ..;
        var data = new TheoryData<int, string>();
        foreach (var (index, network) in All.Index().Take(chosen))
        {
            if (which is not null || index % oneOf == 0)
            {
                data.Add(index, network.Name);
            }
        }

        return data;
    }

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

    private static GeneratedAssembly AssemblyOf(int index)
    {
        if (index < Stacks.Count)
        {
            return s_stacks[index / Group].Value;
        }

        var place = index - Stacks.Count;
        var at = 0;
        for (; place >= Sources[at].Networks.Count; at++)
        {
            place -= Sources[at].Networks.Count;
        }

        return Sources[at].Assembly.Value;
    }

    /// <summary>Networks of one text, in one namespace.</summary>
    private sealed record Source(string Namespace, string Text)
    {
        public IReadOnlyList<NetworkDeclaration> Networks { get; } = Parsed.Networks(Text);

        public Lazy<GeneratedAssembly> Assembly { get; } = new(() => new GeneratedAssembly(
            Text.StartsWith("using ", StringComparison.Ordinal) ? Text : "using Gmnm;\n" + Text, Namespace, forGpu: true));
    }
}
