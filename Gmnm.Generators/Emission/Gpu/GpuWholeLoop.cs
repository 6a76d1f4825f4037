using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>
/// Writes a loop over time as one kernel: a group of threads takes a sample through all steps, and the weights of its products
/// stay in registers. For loops of elementwise operations and products whose weights fit there.
/// </summary>
internal static class GpuWholeLoop
{
    /// <summary>Threads of a unit, and floats that a thread reads together: mirrors <c>GpuRowProducts</c>.</summary>
    private const int Parts = 4, Four = 4;

    /// <summary>Registers of a multiprocessor and of a thread, and those that a thread needs beside its weights.</summary>
    private const int Registers = 65536, RegistersOfThread = 255, OtherRegisters = 80;

    private const int Warp = 32, MostThreads = 1024;

    /// <returns>The launch; null where the loop is none of these.</returns>
    public static KernelLaunch? Emit(GpuContext step, Scan scan, string name)
    {
        var groups = step.Program.Plan.Groups;
        ProductsGroup[] products = [.. groups.OfType<ProductsGroup>()];
        var units = products.Select(static group => group.Space.Last).DefaultIfEmpty(0).Max();
        var threads = ((Parts * units) + Warp - 1) / Warp * Warp;
        var registers = OtherRegisters + (Four * products.Sum(group => group.Products.Length * TurnsOf(step, group)));
        if (threads is 0 or > MostThreads || registers > RegistersOfThread || registers * threads > Registers
            || !groups.Select((group, index) => IsOfOneSample(step, group, index)).All(static isOne => isOne))
        {
            return null;
        }

        GpuProductsOperands[] operands =
            [.. products.Select((group, index) => new GpuProductsOperands(step, group, step.Unique($"{name}Product{index + 1}"), areTiled: false))];
        var writer = step.Open(name, $"{scan.Steps} steps, a sample in each group of threads.");
        for (var place = 0; place < products.Length; place++)
        {
            EmitWeights(step, products[place], operands[place], place);
        }

        writer.Open("for (var sample = GpuGrid.GroupX; sample < memory.Rows; sample += GpuGrid.GroupsX)");
        writer.Open(scan.Reverse
            ? $"for (memory.Step = {Literal.Int(scan.Steps - 1)}; memory.Step >= 0; memory.Step--)"
            : $"for (memory.Step = 0; memory.Step < {Literal.Int(scan.Steps)}; memory.Step++)");
        for (var index = 0; index < groups.Length; index++)
        {
            if (groups[index] is ProductsGroup group)
            {
                var place = Array.IndexOf(products, group);
                EmitProducts(step, group, operands[place], place);
            }
            else
            {
                var rows = (RowGroup)groups[index];
                var elements = Literal.Int(rows.Space.Elements);
                new GpuRowEmitter(step, rows, step.Program.Rows[index], name, "")
                    .EmitElements($"(sample * {elements}) + GpuGrid.Thread", $"(sample + 1) * {elements}", "GpuGrid.Threads");
            }

            writer.Line("GpuRowProducts.Wait();").Blank();
        }

        writer.Close().Close().Close();
        foreach (var operand in operands)
        {
            operand.Emit();
        }

        return new KernelLaunch(name, threads, GpuExtent.Over(1, isBatched: true, 1), GpuExtent.One, GpuExtent.One)
        {
            IsAlone = true,
            Work = WorkOf(step, scan),
        };
    }

    private static bool IsOfOneSample(GpuContext step, FusedGroup group, int index) => group switch
    {
        ProductsGroup products => GpuContext.RowsOf(products.Space) == (1, true) && products.IsPackedBefore(step.Graph),
        RowGroup rows => rows.Space.IsBatched && new GpuRowEmitter(step, rows, step.Program.Rows[index], "", "").IsElementwise,
        _ => false,
    };

    /// <summary>Fours that a thread has of the depth.</summary>
    private static int TurnsOf(GpuContext step, ProductsGroup group) =>
        (GpuProductsOperands.DepthOf(step, group) + (Parts * Four) - 1) / (Parts * Four);

    private static void EmitWeights(GpuContext step, ProductsGroup group, GpuProductsOperands operands, int place)
    {
        var turns = TurnsOf(step, group);
        var (units, depth) = (Literal.Int(group.Space.Last), Literal.Int(GpuProductsOperands.DepthOf(step, group)));
        step.Kernels.Line($"var lefts{place} = GpuRowProducts.Room({turns});");
        for (var product = 0; product < group.Products.Length; product++)
        {
            for (var turn = 0; turn < turns; turn++)
            {
                step.Kernels.Line($"var {Weights(place, product, turn)} = GpuRowProducts.Weights<{operands.Weights[product].Type}>(new(memory), {units}, {turn}, {depth});");
            }
        }
    }

    private static void EmitProducts(GpuContext step, ProductsGroup group, GpuProductsOperands operands, int place)
    {
        var writer = step.Kernels;
        var (turns, units) = (TurnsOf(step, group), Literal.Int(group.Space.Last));
        writer.Open();
        writer.Line($"var (row, column) = (sample, Math.Min(GpuRowProducts.Unit, {units} - 1));");
        GpuProductsEmitter.EpilogueOf(step, group).EmitAround(EmitSums, $"GpuRowProducts.IsFirst && GpuRowProducts.Unit < {units}");
        writer.Close();

        // Few products are taken in several sums each: one multiply-add waits for the last.
        void EmitSums()
        {
            var depth = Literal.Int(GpuProductsOperands.DepthOf(step, group));
            writer.Line($"GpuRowProducts.Share<{operands.Rows.Type}>(new(memory), sample, {depth}, {turns}, lefts{place});");
            var (count, chains) = (group.Products.Length, Math.Min(turns, GpuProductsOperands.Width / group.Products.Length));
            for (var turn = 0; turn < turns; turn++)
            {
                writer.Line($"var left{turn} = GpuRowProducts.Left(lefts{place}, {turn});");
                for (var product = 0; product < count; product++)
                {
                    var sum = $"part{product}_{turn % chains}";
                    writer.Line($"{(turn < chains ? "var " : "")}{sum} = GpuRowProducts.Add({(turn < chains ? "0f" : sum)}, left{turn}, {Weights(place, product, turn)});");
                }
            }

            var sums = Enumerable.Range(0, GpuProductsOperands.Width).Select(product => product >= count ? "0f"
                : $"GpuRowProducts.Sum({string.Join(" + ", Enumerable.Range(0, chains).Select(chain => $"part{product}_{chain}"))})");
            writer.Line($"var sums = new Quad({string.Join(", ", sums)});");
        }
    }

    private static string Weights(int place, int product, int turn) => $"weights{place}_{product}_{turn}";

    /// <summary>What the launches of all steps have to do.</summary>
    private static GpuWork WorkOf(GpuContext step, Scan scan)
    {
        var steps = scan.Steps;
        return step.Program.Plan.Groups.Select(Work).Aggregate(default(GpuWork), (sum, work) => new(
            0,
            sum.MultiplyAddsPerSample + (steps * work.MultiplyAddsPerSample),
            sum.Floats + work.Floats,
            sum.FloatsPerSample + (steps * work.FloatsPerSample)));

        GpuWork Work(FusedGroup group) => (group is ProductsGroup products
            ? GpuWork.OfProduct((1, true), (products.Products.Length * products.Space.Last, false), (GpuProductsOperands.DepthOf(step, products), false))
            : default).WithTensors(step, group);
    }
}
