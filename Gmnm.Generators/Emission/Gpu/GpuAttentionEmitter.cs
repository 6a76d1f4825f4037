using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>Writes attention without its weights in memory, and the gradients of it.</summary>
internal sealed class GpuAttentionEmitter
{
    /// <summary>Mirrors <c>GpuAttention</c>.</summary>
    public const int RowsOfWarp = 4;

    /// <summary>Mirrors <c>RowAttention</c>.</summary>
    public const int MostFeatures = 32;

    /// <summary>Rows below which a thread each is too few of them.</summary>
    private const int FewRows = 16;

    private const int Warp = 32;

    private readonly GpuContext _context;
    private readonly ComputationGraph _graph;
    private readonly FusedGroup _group;
    private readonly Node _first;
    private readonly Attention _attention;
    private readonly int _queries;
    private readonly int _keys;

    public GpuAttentionEmitter(GpuContext context, FusedGroup group)
    {
        (_context, _graph, _group) = (context, context.Graph, group);
        _first = _graph[group.Nodes[0]];
        _attention = _first.Op as Attention ?? ((AttentionGradient)_first.Op).Forward;
        (_queries, _keys) = (Input(0).Shape.Sizes[1], Input(1).Shape.Sizes[1]);
    }

    public void Emit(string name, string summary)
    {
        if (_first.Op is Attention)
        {
            var logs = Result(node => node.Op is Attention { Result: AttentionResult.LogSumExp });
            var mixed = Result(node => node.Op is Attention { Result: AttentionResult.Mixed })!;
            Launch(name, summary, _queries, (kernels, warps) => $"{kernels}.Forward(\n    {Shape(warps)}, memory.Rows, {Operands},\n    {mixed}, {Bool(logs is not null)}, {logs ?? mixed});");
            return;
        }

        var arity = _attention.Arity;
        var (slopes, unread) = (_context.Addresses.Scratch().Text, _context.Addresses.Scratch(_attention.Heads * _queries).Text);
        var (mixedValue, logSum, gradient) = (Place(_first.Inputs[arity]), Place(_first.Inputs[arity + 1]), Place(_first.Inputs[arity + 2]));
        var bias = _attention.Biased ? Gradient(_attention.Bias) : null;
        Launch(name, summary, _queries, (kernels, warps) => $"{kernels}.QueryGradient(\n    {Shape(warps)}, memory.Rows, {Operands},\n"
            + $"    {mixedValue}, {logSum}, {gradient}, {Gradient(0) ?? unread}, {slopes});");
        Launch(_context.Unique(name + "Keys"), summary, _keys, (kernels, warps) => $"{kernels}.KeyGradient(\n    {Shape(warps)}, memory.Rows, {Operands},\n"
            + $"    {logSum}, {slopes}, {gradient}, {Gradient(1) ?? unread}, {Gradient(2) ?? unread}, {Bool(bias is not null)}, {bias ?? unread});");
    }

    private string Operands => $"new AttentionOperands({Place(_first.Inputs[0])}, {Place(_first.Inputs[1])}, {Place(_first.Inputs[2])}, "
        + $"{Bool(_attention.Masked)}, {Place(_first.Inputs[_attention.Masked ? Attention.Mask : 0])}, "
        + $"{Bool(_attention.Biased)}, {Place(_first.Inputs[_attention.Biased ? _attention.Bias : 0])})";

    private int Size => Input(1).Shape.Last / _attention.Heads;

    private int ValueSize => Input(2).Shape.Last / _attention.Heads;

    /// <summary>Warps of a group that have four rows each, from the fewest: few suit few rows, as many as shared memory holds suit many.</summary>
    private int[] Warps
    {
        get
        {
            var most = (Padded(Size) + Padded(ValueSize)) switch
            {
                <= 128 => 8,
                <= 320 => 4,
                <= 672 => 2,
                _ => 1,
            };
            return most > 2 ? [2, most] : [most];

            static int Padded(int size) => (size + Warp - 1) / Warp * Warp;
        }
    }

    private void Launch(string name, string summary, int rows, Func<string, int, string> call)
    {
        if (rows >= FewRows && Math.Max(Size, ValueSize) <= MostFeatures)
        {
            var warps = rows <= Warp ? 1 : 2;
            _context.Launches.Add(Kernel(name, warps, Warp * warps, "RowAttention"));
            return;
        }

        var launches = Warps.Select((warps, index) =>
            Kernel(index == 0 ? name : _context.Unique(name + "Large"), warps, RowsOfWarp * warps, "FusedAttention")).ToArray();
        _context.Launches.Add(launches.Length == 1 ? launches[0] : new TileLaunch(launches));

        KernelLaunch Kernel(string method, int warps, int rowsOfGroup, string kernels)
        {
            _context.Open(method, summary).Line(call(kernels, warps)).Close();
            var tiles = (rows + rowsOfGroup - 1) / rowsOfGroup;
            return new KernelLaunch(method, Warp * warps, new GpuExtent(checked(_attention.Heads * tiles), 0, 1), GpuExtent.One, GpuExtent.One);
        }
    }

    private string Shape(int warps) => $"new GpuAttention({Literal.Int(_queries)}, {Literal.Int(_keys)}, {Literal.Int(_attention.Heads)}, "
        + $"{Literal.Int(Size)}, {Literal.Int(ValueSize)}, "
        + $"{Literal.Float(_attention.Scale)}, {Bool(_attention.Causal)}, {Literal.Int(warps)}, {Bool(IsAligned)})";

    /// <summary>Whether what the kernels read starts at a multiple of four floats, row by row.</summary>
    private bool IsAligned => _first.Inputs.Where((_, index) => index < 3 || index >= _attention.Arity)
        .All(id => GpuOperand.AreFours(_context.Addresses.Of(id), Size, ValueSize));

    private Node Input(int index) => _graph[_first.Inputs[index]];

    private string? Gradient(int operand) => Result(node => node.Op is AttentionGradient gradient && gradient.Operand == operand);

    private string? Result(Func<Node, bool> isIt) =>
        _group.Nodes.Select(id => _graph[id]).FirstOrDefault(isIt) is { } node ? Place(node.Id) : null;

    private string Place(int id) => _context.Addresses.Of(id).Text;

    private static string Bool(bool value) => value ? "true" : "false";
}
