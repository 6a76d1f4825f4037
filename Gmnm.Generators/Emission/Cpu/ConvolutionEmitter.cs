using Gmnm.Generators.Compilation;
using Gmnm.Generators.Emission.Cpu.Kernels;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Scheduling;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>Writes a convolution and the epilogue that its results pass through in registers.</summary>
internal sealed class ConvolutionEmitter(CompiledProgram program, Names names, ConvolutionGroup group, string method, Sharing? sharing)
{
    private readonly ComputationGraph _graph = program.Graph;
    private readonly string _epilogue = names.Unique(method + "Epilogue");
    private LaneBody? _body;

    public void EmitMethodBody(CodeWriter writer)
    {
        _body = Epilogue();
        var product = _graph[group.Product];
        var (call, window, filters) = product.Op switch
        {
            PooledConvolution { Window: var pooled } => ("ForwardPooled", pooled, $", filters: {Literal.Int(product.Shape.Sizes[1])}"),
            Convolution plain => ("Forward", plain.Window, WindowKernel.Filters(product.Shape, plain.Groups)),
            var op => throw new InvalidGraphException($"{op} is no convolution."),
        };
        var input = _graph[product.Inputs[0]];
        BatchReciprocals.Emit(writer, _graph, names, group);
        WindowKernel.Declare(writer, window, input.Shape);
        writer.Line($"Convolution.{call}(\n"
            + $"    samples: {WindowKernel.Samples(input.Shape)}, window{filters},\n"
            + $"    ref {Name(input.Id)}, ref {Name(product.Inputs[1])}, {Places(product)}ref scratch, new {_epilogue}({string.Join(", ", _body.Arguments)}));");
    }

    public void EmitBodies(CodeWriter writer) => _body!.Emit(
        writer,
        $"What happens to {names[group.Product]} in registers.",
        _epilogue,
        "IImageEpilogue",
        "public void Invoke<TLanes>(TLanes accumulator, nint sample, nint channel, nint position)");

    private LaneBody Epilogue()
    {
        var body = new LaneBody(_graph, names, OperandOf, node => Masks.Origin(names, node, Index(node.Shape), sharing));
        foreach (var id in group.Nodes.Where(program.Stored.Contains).Where(id => !ArePlaces(_graph[id])))
        {
            body.Write(id, LaneOperand.Reference(names[id], Name(id), Index(group.Space)), Index(group.Space));
        }

        return body;
    }

    /// <summary>Where the kernel writes which of the sums are the greatest; nothing where it pools none.</summary>
    private string Places(Node product) => product.Op is not PooledConvolution ? ""
        : group.Nodes.Where(id => ArePlaces(_graph[id])).Select(id => $"ref {Name(id)}, ").FirstOrDefault() ?? "ref Unsafe.NullRef<float>(), ";

    private static bool ArePlaces(Node node) => node.Op is PooledConvolution { Places: true };

    private LaneOperand? OperandOf(Node node)
    {
        if (node.Id == group.Product)
        {
            return new(null, "", "", "accumulator");
        }

        if (group.Nodes.Contains(node.Id) || OpClasses.IsInline(node.Op))
        {
            return null;
        }

        var field = names[node.Id];
        return node.Shape.Elements == 1 && !node.Shape.IsBatched ? LaneOperand.Scalar(field, Name(node.Id))
            : ImageOperand.Of(node.Shape, group.Space).Positions
                ? new(field, "ref float", $"ref {Name(node.Id)}", $"TLanes.Splat(Unsafe.Add(ref _{field}, {Index(node.Shape)}))")
                : LaneOperand.Reference(field, Name(node.Id), Index(node.Shape));
    }

    /// <summary>The element of an operand at a sample, a channel and a position of the result.</summary>
    private string Index(Shape operand)
    {
        var stretched = ImageOperand.Of(operand, group.Space);
        var (channels, positions) = (group.Space.Sizes[1], group.Space.Sizes[2] * group.Space.Sizes[3]);
        var plane = (stretched.Samples, stretched.Channels || channels == 1) switch
        {
            (true, true) => "",
            (true, false) => "channel",
            (false, true) => "sample",
            _ => $"((sample * {Literal.Int(channels)}) + channel)",
        };
        return stretched.Positions ? plane.Length == 0 ? "0" : plane
            : plane.Length == 0 ? "position" : $"({plane} * {Literal.Int(positions)}) + position";
    }

    private string Name(int id) => names[program.Graph.Root(id)];
}
