using System.Collections.Immutable;
using Gmnm.Generators.Compilation;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Memory;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>Writes the method that takes one sample through a small network: the groups one after the other, products inlined.</summary>
internal sealed class SingleSampleEmitter(
    CompiledProgram program, Names names, SingleSample single, ImmutableArray<GroupMethod> methods,
    IReadOnlyDictionary<int, MatMulEmitter> products)
{
    /// <param name="blocks">The blocks of memory that the program touches.</param>
    /// <param name="operand">The statement that gives a node in memory its name.</param>
    public void Emit(CodeWriter writer, IEnumerable<(string Declaration, StorageKind? Kind)> blocks, Func<int, string> operand)
    {
        GroupMethod[] run = [.. methods.Where(method => !program.Prepared[method.Index])];
        writer.Summary("Runs the groups in order for one sample, its activations on the stack.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        writer.Open(CodeWriter.List("internal static void RunOne(", Parameters(blocks), ")"));
        if (run.Any(method => !IsInlined(method)))
        {
            writer.Line("const int rows = 1;");
        }

        if (single.Activations > 0)
        {
            writer.Line("Activations activations = default;");
            writer.Line("ref var perSample = ref StackFloats.Align(ref Unsafe.As<Activations, float>(ref activations));");
        }

        if (run.Any(static method => method.UsesScratch))
        {
            writer.Line($"ref var scratch = ref Unsafe.Add(ref perSample, {Literal.Int(single.Scratch)});");
        }

        foreach (var root in run.SelectMany(static method => method.Roots).Distinct().OrderBy(static id => id))
        {
            writer.Line(operand(root));
        }

        writer.Blank();
        foreach (var method in run)
        {
            if (IsInlined(method))
            {
                products[method.Index].EmitRow(writer);
            }
            else
            {
                writer.Line(CodeWriter.List(method.Name + "(", method.Arguments("rows", id => names[id]), ");"));
            }
        }

        writer.Close();
        if (single.Activations > 0)
        {
            writer.Summary("The values of one sample between the layers.").Line($"[InlineArray({Literal.Int(single.Activations)} + StackFloats.Slack)]");
            writer.Open("private struct Activations").Line("private float _first;").Close();
        }
    }

    /// <summary>A heavy epilogue would take the budget of the inliner from the rest: its product is called.</summary>
    private bool IsInlined(GroupMethod method) => method.Group is MatMulGroup product && !product.IsHeavy(program.Graph);

    /// <summary>The parameters: of the blocks all but the arena, and no number of rows.</summary>
    public static IEnumerable<string> Parameters(IEnumerable<(string Declaration, StorageKind? Kind)> blocks) =>
        blocks.Where(static block => block.Kind is not (null or StorageKind.Fixed)).Select(static block => block.Declaration);
}
