using Gmnm.Generators.Compilation;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>What the emitters of groups share: the program, its names and places, and where kernels and launches go.</summary>
/// <param name="Program">The program.</param>
/// <param name="Names">Its identifiers.</param>
/// <param name="Addresses">Where its values are.</param>
/// <param name="Kernels">Takes the kernels.</param>
/// <param name="Launches">Takes the launches, in order.</param>
/// <param name="Unique">Gives a method a name that no other in the class has.</param>
internal sealed record GpuContext(
    CompiledProgram Program, Names Names, GpuAddresses Addresses, CodeWriter Kernels, List<GpuLaunch> Launches, Func<string, string> Unique)
{
    /// <summary>
    /// Threads of a group where nothing asks for more: an SM takes 32 groups, which fills it, and the emulation on a CPU
    /// pays for each thread.
    /// </summary>
    public const int Threads = 64;

    public ComputationGraph Graph => Program.Graph;

    /// <summary>Begins a kernel; the caller writes its body and closes it.</summary>
    public CodeWriter Open(string name, string summary) =>
        Kernels.Summary(summary).Open($"internal static void {name}(GpuMemory memory)");

    public void Launch(string name, int threads, GpuExtent x, GpuExtent? y = null, GpuExtent? z = null) =>
        Launches.Add(new KernelLaunch(name, threads, x, y ?? GpuExtent.One, z ?? GpuExtent.One));

    /// <summary>A number of elements as an expression.</summary>
    public static string Count(int elements, bool isBatched) =>
        !isBatched ? Literal.Int(elements) : elements == 1 ? "memory.Rows" : $"memory.Rows * {Literal.Int(elements)}";

    /// <summary>Number of rows of a matrix whose columns are the last axis.</summary>
    public static (int Rows, bool IsBatched) RowsOf(Shape shape) => (shape.Elements / shape.Last, shape.IsBatched);
}
