using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>Writes a program for a GPU as a static class: its launch plan, and a kernel for each group.</summary>
internal static class GpuProgramEmitter
{
    public static void Emit(CodeWriter writer, CompiledProgram program, NetworkDeclaration network, string className, string title)
    {
        var names = new Names(program, network);
        var context = new GpuContext(program, names, new GpuAddresses(program, new GpuPlace("Arena", 0)), new CodeWriter(), [], names.Unique);
        var order = new GpuOrder(program);
        EmitGroups(context, "", order);
        writer.Summary($"{title}: kernels, in the order of their launches.").Open($"private static class {className}");
        var memory = program.Memory;
        writer.Line($"internal static readonly GpuProgram Program = new()\n{{");
        writer.Line($"    Name = {Literal.String($"{network.Name.TrimStart('@')}: {title}")},");
        writer.Line($"    ArenaConstant = {Literal.Int(checked(memory.Fixed + order.ScratchLength))},");
        writer.Line($"    ArenaPerSample = {Literal.Int(checked(memory.PerRow + memory.ScratchPerRow))},");
        if (program.Graph.Outputs.FirstOrDefault(static output => output.Kind == OutputKind.Loss) is { } loss)
        {
            writer.Line($"    LossAt = {Literal.Int(context.Addresses.Of(loss.Node).Constant)},");
        }

        var kernels = GpuTypes.Qualify(context.Kernels.ToString().TrimEnd('\n'));
        if (kernels.Contains("memory.DropoutKey"))
        {
            writer.Line("    ReadsDropoutKey = true,");
        }

        writer.Line("    Stages =\n    [");
        foreach (var launch in context.Launches)
        {
            launch.Emit(writer);
        }

        writer.Line("    ],\n};").Blank();
        writer.Line(kernels);
        writer.Close();
    }

    /// <summary>Writes the kernels of a program's groups, and adds their launches.</summary>
    /// <param name="prefix">What the kernels' names start with.</param>
    /// <param name="order">Says which of them may run side by side; null for one after the other.</param>
    public static void EmitGroups(GpuContext context, string prefix, GpuOrder? order = null)
    {
        var text = new GroupText(context.Program, context.Names);
        var groups = context.Program.Plan.Groups;
        for (var index = 0; index < groups.Length; index++)
        {
            var (group, place, before) = (groups[index], index, context.Launches.Count);
            var own = order is null ? context : context with { Addresses = context.Addresses.WithScratch(order.ScratchStart(index)) };
            var name = context.Unique(prefix + text.Title(group));
            if (GpuMixture.Of(context, group, index + 1 < groups.Length ? groups[index + 1] : null) is { } mixture)
            {
                GpuGaussianEmitter.EmitForward(own, group, name, $"{text.Summary(index)} Then {text.Summary(++index)}", mixture);
                group = mixture.Nodes.Aggregate(group, static (all, node) => all.With(node));
            }
            else
            {
                Emit(own, group, index, name, text.Summary(index));
            }

            if (context.Launches.Count > before)
            {
                var launch = context.Launches[before].Reading(context, group);
                context.Launches[before] = order is null ? launch : launch with { After = order.Add(group, place, context.Launches.Count - 1) };
            }
        }
    }

    private static void Emit(GpuContext context, FusedGroup group, int index, string name, string summary)
    {
        var first = context.Graph[group.Nodes[0]];
        switch (group)
        {
            case RowGroup rows when rows.Nodes.Any(id => FusionRules.IsSumOverRows(context.Graph, rows, context.Graph[id])):
                new GpuSumEmitter(context, rows).Emit(name, summary);
                break;
            case RowGroup rows:
                new GpuRowEmitter(context, rows, context.Program.Rows[index], name, summary).Emit();
                break;
            case MatMulGroup product:
                GpuMatMulEmitter.Emit(context, product, name, summary);
                break;
            case ProductsGroup products:
                GpuProductsEmitter.Emit(context, products, name, summary);
                break;
            case ScanGroup:
                new GpuScanEmitter(context, context.Program.Loops[index], [.. first.Inputs], name).Emit();
                break;
            case GaussianGroup when first.Op is GaussianProjections or GaussianSavedProjections:
                GpuGaussianEmitter.EmitForward(context, group, name, summary, mixture: null);
                break;
            case GaussianGroup:
                GpuKernelEmitter.EmitAxisAligned(context, first, name, summary);
                break;
            case GaussianGradientGroup when first.Op is AxisAlignedGaussiansGradient:
                GpuKernelEmitter.EmitAxisAlignedGradient(context, group, name, summary);
                break;
            case GaussianGradientGroup:
                GpuGaussianEmitter.EmitRecomputedGradient(context, group, name, summary);
                break;
            case ConvolutionGroup convolution:
                GpuConvolutionEmitter.Emit(context, convolution, name, summary);
                break;
            case AttentionGroup:
                new GpuAttentionEmitter(context, group).Emit(name, summary);
                break;
            case KernelGroup when first.Op is ConvolutionInputGradient:
                GpuConvolutionEmitter.EmitInputGradient(context, first, name, summary);
                break;
            case KernelGroup when first.Op is ConvolutionWeightGradient:
                GpuConvolutionEmitter.EmitWeightGradient(context, first, name, summary);
                break;
            case KernelGroup when first.Op is BatchMatMul:
                GpuMatMulEmitter.EmitBatch(context, first, name, summary);
                break;
            case KernelGroup when first.Op is GaussianDerivative or GaussianInputGradient or GaussianWeightGradient or GaussianOffsetGradient:
                GpuGaussianEmitter.EmitGradient(context, first, name, summary);
                break;
            case KernelGroup when first.Op is Permute or Slice or Pad or Concat or Dense or Copy:
                new GpuMoveEmitter(context, first).Emit(name, summary);
                break;
            case KernelGroup when GpuKernelEmitter.TryEmit(context, first, name, summary):
                break;
            default:
                throw new InvalidGraphException($"No kernel for {first.Op} on a GPU.");
        }
    }
}
