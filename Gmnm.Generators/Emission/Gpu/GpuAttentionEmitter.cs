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
            Launch(name, summary, _queries, Size + ValueSize, (kernels, types, warps) => $"{kernels}.Forward{types}(\n    {Shape(warps)}, memory.Rows, {Operands},\n    {mixed}, {Bool(logs is not null)}, {logs ?? mixed});");
            return;
        }

        var arity = _attention.Arity;
        var (slopes, unread) = (_context.Addresses.Scratch().Text, _context.Addresses.Scratch(_attention.Heads * _queries).Text);
        var (mixedValue, logSum, gradient) = (Place(_first.Inputs[arity]), Place(_first.Inputs[arity + 1]), Place(_first.Inputs[arity + 2]));
        var bias = _attention.Biased ? Gradient(_attention.Bias) : null;
        Launch(name, summary, _queries, (2 * Size) + ValueSize, (kernels, types, warps) => $"{kernels}.QueryGradient{types}(\n    {Shape(warps)}, memory.Rows, {Operands},\n"
            + $"    {mixedValue}, {logSum}, {gradient}, {Gradient(0) ?? unread}, {slopes});");
        Launch(_context.Unique(name + "Keys"), summary, _keys, 2 * (Size + ValueSize), (kernels, types, warps) => $"{kernels}.KeyGradient{types}(\n    {Shape(warps)}, memory.Rows, {Operands},\n"
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

    /// <param name="name">Name of the kernel.</param>
    /// <param name="summary">Its comment.</param>
    /// <param name="rows">Rows that threads have.</param>
    /// <param name="products">Multiply-adds for a query and a key that it sees.</param>
    /// <param name="call">The call, for a class of kernels, its types and a number of warps.</param>
    private void Launch(string name, string summary, int rows, int products, Func<string, string, int, string> call)
    {
        if (rows >= FewRows && Math.Max(Size, ValueSize) <= MostFeatures)
        {
            var warps = rows <= Warp ? 1 : 2;
            _context.Launches.Add(Kernel(name, warps, Warp * warps, "RowAttention", $"<{Features(Size)}, {Features(ValueSize)}, {Rows(Warp * warps)}>"));
            return;
        }

        var launches = Warps.Select((warps, index) =>
            Kernel(index == 0 ? name : _context.Unique(name + "Large"), warps, RowsOfWarp * warps, "FusedAttention", "")).ToArray();
        _context.Launches.Add(launches.Length == 1 ? launches[0] : new TileLaunch(launches));

        KernelLaunch Kernel(string method, int warps, int rowsOfGroup, string kernels, string types)
        {
            _context.Open(method, summary).Line(call(kernels, types, warps)).Close();
            var tiles = (rows + rowsOfGroup - 1) / rowsOfGroup;
            return new KernelLaunch(method, Warp * warps, new GpuExtent(checked(_attention.Heads * tiles), 0, 1), GpuExtent.One, GpuExtent.One)
            {
                Work = new GpuWork(0, _attention.Heads * Pairs * products, 0, 0),
            };
        }
    }

    /// <summary>Queries and keys that these see.</summary>
    private long Pairs => _attention.Causal ? (Square * (Square + 1) / 2) + ((_queries - Square) * _keys) : (long)_queries * _keys;

    private long Square => Math.Min(_queries, _keys);

    private string Shape(int warps) => $"new GpuAttention({Literal.Int(_queries)}, {Literal.Int(_keys)}, {Literal.Int(_attention.Heads)}, "
        + $"{Literal.Int(Size)}, {Literal.Int(ValueSize)}, "
        + $"{Literal.Float(_attention.Scale)}, {Bool(_attention.Causal)}, {Literal.Int(warps)}, {Bool(IsAligned)})";

    /// <summary>The type that has so many features of a thread.</summary>
    private static string Features(int size) => size switch
    {
        <= 4 => "FourFeatures",
        <= 8 => "EightFeatures",
        <= 12 => "TwelveFeatures",
        <= 16 => "SixteenFeatures",
        _ => $"HeadFeatures<{Features(size - 16)}>",
    };

    /// <summary>The type that reads so many rows at a time.</summary>
    private string Rows(int threads) => IsAligned && _queries % threads == 0 && _keys % threads == 0 ? "WholeRows" : "AnyRows";

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
