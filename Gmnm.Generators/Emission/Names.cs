using System.Collections.Immutable;
using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Emission.Cpu;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission;

/// <summary>Identifiers for a program's values and methods: the user's names where there are any, each given once.</summary>
internal sealed class Names
{
    /// <summary>Words that generated code uses itself.</summary>
    private static readonly string[] Reserved =
    [
        "Unsafe", "MemoryMarshal", "MathF", "Vectorized", "ShortRow", "StackFloats", "MatrixMultiply", "DirectMultiply", "BatchMultiply", "StridedCopy", "Transcendental", "Lanes1", "GaussianProjections",
        "TLanes", "Prepare", "Run", "RunOne", "Activations", "activations", "ArenaLength", "FixedLength", "PerSampleLength", "ScratchLength",
        "ScratchPerSampleLength", "PreparedLength", "inputs", "targets", "predictions", "source", "destination",
        .. Gpu.GpuTypes.Names, .. LoopVariables.All, "rows", "index", "column", "accumulator", "accumulators", "storedA", "storedB", "storedC", "storedD", "Element", "scratch", "arena", "parameters", "prepared", "gradients", "samples", "dropoutKey",
        "perSample", "result", "step", "share", "memory", "first", "count", "part", "start", "length", "batch", "extent", "PartialSums",
        "ThreadShare", "ProgramMemory", "PartSamples", "ThreadScratch", "TileArenaLength",
        "packed", "sums", "strip", "width", "PackedProducts", "TransposedProducts", "RightMatrix",
        "GpuMemory", "GpuProgram", "GpuKernel", "GpuLoop", "element", "lane", "place", "total", "line", "depth", "unit", "product", "last", "parts", "Program", "Load", "Store",
        "Convolution", "WindowShape", "window", "sample", "channel", "position",
    ];

    private readonly UniqueNames _unique = new(Reserved);
    private readonly ImmutableArray<string> _values;
    private readonly ImmutableArray<string> _places;

    private readonly NetworkDeclaration _network;

    public Names(CompiledProgram program, NetworkDeclaration network)
    {
        _network = network;
        _places = [.. network.Places.Select(static value => value.Name)];
        var graph = program.Graph;
        var outputs = graph.Outputs
            .Where(static output => output.Kind is OutputKind.ParameterGradient or OutputKind.StateUpdate)
            .ToLookup(
                output => program.Graph.Root(output.Node),
                static output => LayerName.ToIdentifier(output.Name) + (output.Kind == OutputKind.StateUpdate ? "Update" : "Gradient"));
        var views = graph.Nodes
            .Where(static node => node.Op is Reshape && node.Name is not null)
            .ToLookup(node => program.Graph.Root(node.Id), static node => node.Name);
        _values = [.. graph.Nodes.Select(node => Unique(
            outputs[node.Id].FirstOrDefault() ?? LayerName.ToIdentifier(node.Name ?? views[node.Id].FirstOrDefault() ?? Suggestion(node))))];
    }

    /// <summary>Identifiers for the body of a loop.</summary>
    public Names Of(CompiledProgram step) => new(step, _network);

    public string this[int node] => _values[node];

    /// <summary>An identifier that nothing else in the program has.</summary>
    public string Unique(string suggestion) => _unique.Next(suggestion);

    /// <summary>Name of the value at a place.</summary>
    public string PlaceName(int place) => place >= 0 ? _places[place] : "loss";

    private string Suggestion(Node node) => (node.Layer == Node.NoLayer ? "value" : PlaceName(node.Layer)) + node.Op.GetType().Name;
}
