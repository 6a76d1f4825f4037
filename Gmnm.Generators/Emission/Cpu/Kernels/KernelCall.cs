using Gmnm.Generators.Compilation;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Scheduling;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Emission.Cpu.Kernels;

/// <summary>The texts that the call of a kernel is made of.</summary>
internal sealed class KernelCall(CompiledProgram program, Names names, Node node, Sharing? sharing)
{
    public Node Node { get; } = node;

    /// <summary>How threads share the call; null where one makes it.</summary>
    public Sharing? Sharing { get; } = sharing;

    /// <summary>Where the kernel writes: <c>ref name</c>.</summary>
    public string Result => Reference(Node.Id);

    public Node Input(int operand) => program.Graph[Node.Inputs[operand]];

    /// <summary>Where the kernel reads an operand: <c>ref name</c>.</summary>
    public string Operand(int operand) => Reference(Node.Inputs[operand]);

    /// <summary>Floats from a sample of a node to the next.</summary>
    public int SampleStride(int id) => program.LayoutOf(id) is { SampleStride: > 0 and var apart } ? apart : program.Graph[id].Shape.Elements;

    /// <summary>Number of rows of a tensor: the product of every size but the last.</summary>
    public static string Rows(Shape shape) => Samples(shape, shape.Elements / shape.Last);

    /// <summary>A number for each sample, times the samples where the tensor is batched.</summary>
    public static string Samples(Shape shape, int perSample) =>
        !shape.IsBatched ? Literal.Int(perSample) : perSample == 1 ? "rows" : $"rows * {Literal.Int(perSample)}";

    private string Reference(int id) => "ref " + names[program.Graph.Root(id)];
}
