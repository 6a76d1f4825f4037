using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Tests.Graphs;
using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Programs;

/// <summary>Every case of every operation as generated code, forward and backward, against the interpreter.</summary>
public sealed class OpProgramTests
{
    private const double Tolerance = 2e-5;

    /// <summary>
    /// All but those with memory of their own, and those with an operand that is in the machine's order, or a function of
    /// another, which networks test.
    /// </summary>
    private static readonly OpProgram[] s_programs = [.. OpCases.All
        .Where(static op => !OpClasses.IsExternal(op.Op) && op.Op is not (PackedProjections or PackedGaussianProjections or PackedWeights or PackedMatMul or NormalDistribution))
        .Select(static (op, number) => new OpProgram(op, number))];

    private static readonly Lazy<ProgramAssembly> s_assembly = new(static () => new(s_programs.Select(static op => op.Program)));

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, s_programs.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void GeneratedCodeAgrees(int number)
    {
        var op = s_programs[number];
        var loaded = s_assembly.Value.Load(op.Program);
        foreach (var batch in (int[])[1, 3, 18])
        {
            var bindings = op.Draw(batch, number);
            var expected = Interpreter.Run(op.Program.Differentiated, bindings);
            ProgramAssert.Close(op.Program, batch, loaded.Train(bindings), expected, Tolerance);
            OracleAssert.Close($"inference of {batch}", loaded.Predict(bindings), expected.Prediction!, Tolerance);
        }
    }
}
