using Gmnm.Generators.Graph.Products;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>Writes the kernel that adds up the parts of sums.</summary>
/// <param name="Sums">Where they are, [part, row, column].</param>
/// <param name="Rows">Rows of the result.</param>
/// <param name="Columns">Columns of the result.</param>
/// <param name="Depth">Terms of a sum.</param>
/// <param name="Least">Terms of a part at least.</param>
/// <param name="Most">Parts at most.</param>
/// <param name="Epilogue">An <c>IElementEpilogue</c> that takes the sums.</param>
internal sealed record GpuPartSum(GpuPlace Sums, int Rows, int Columns, string Depth, int Least, int Most, string Epilogue)
{
    /// <summary>Elements of a group: mirrors <c>GpuPartSums.Lanes</c>.</summary>
    public const int Lanes = 8;

    /// <summary>Elements of which a thread each keeps a large device at work.</summary>
    private const int Large = 1 << 15;

    /// <summary>How many parts there are, as C#.</summary>
    public string Parts => $"GpuGrid.Parts({Depth}, {Literal.Int(Least)}, {Literal.Int(Most)})";

    /// <summary>Writes it.</summary>
    /// <param name="context">Where.</param>
    /// <param name="name">The kernel's name.</param>
    /// <param name="fewestSamples">Samples below which it has nothing to do.</param>
    public void Emit(GpuContext context, string name, int fewestSamples = 0)
    {
        var elements = checked(Rows * Columns);
        var isMany = Most > SplitDepth.Few && elements < Large;
        context.Open(name, "Adds up the parts of the sums.");
        context.Kernels.Line(
            $"GpuPartSums.{(isMany ? "AddMany" : "Add")}(\n    {Sums.Text}, {Literal.Int(Rows)}, {Literal.Int(Columns)}, {Parts}, {Epilogue});").Close();
        context.Launches.Add(new KernelLaunch(
            name, GpuContext.Threads, GpuExtent.Over(elements, isBatched: false, isMany ? Lanes : GpuContext.Threads), GpuExtent.One, GpuExtent.One)
        {
            FewestSamples = fewestSamples,
        });
    }
}
