namespace Gmnm.Generators.Emission.Gpu;

/// <summary>Where a tensor starts: a block, and a number of floats that depends on the samples.</summary>
/// <param name="Block">Property of <c>GpuMemory</c>.</param>
/// <param name="Constant">Floats whatever the batch.</param>
/// <param name="PerSample">Floats for each sample, samples counted in multiples of 16.</param>
/// <param name="Extra">A further term; empty for none.</param>
/// <param name="IsExtraAligned">Whether that is a multiple of four floats.</param>
internal sealed record GpuPlace(string Block, int Constant, int PerSample = 0, string Extra = "", bool IsExtraAligned = true)
{
    /// <summary>Whether it is at a multiple of 16 bytes, as blocks are.</summary>
    public bool IsAligned => Constant % GpuOperand.Four == 0 && IsExtraAligned;

    /// <summary>One element, as an expression that can be read and written.</summary>
    public string Element(string index) => $"memory.{Block}[{Sum(index)}]";

    /// <summary>The tensor.</summary>
    public string Text => $"new Place(memory.{Block}, {Sum("")})";

    public GpuPlace Further(int constant) => this with { Constant = checked(Constant + constant) };

    /// <summary>Further by a number of floats for each index: for each step of a loop, or each product of a batch.</summary>
    public GpuPlace Further(string index, int floats) => Further($"({index} * {Literal.Int(floats)})", floats % GpuOperand.Four == 0);

    /// <summary>Further by a number of floats for each index and sample.</summary>
    public GpuPlace FurtherPerSample(string index, int floats) => Further($"({index} * {Literal.Int(floats)} * memory.Samples)", isAligned: true);

    private GpuPlace Further(string term, bool isAligned) => this with { Extra = Join(Extra, term), IsExtraAligned = IsExtraAligned && isAligned };

    private string Sum(string index)
    {
        var sum = Join(
            Constant == 0 ? "" : Literal.Int(Constant),
            PerSample == 0 ? "" : $"({Literal.Int(PerSample)} * memory.Samples)",
            Extra,
            index is "0" ? "" : index);
        return sum.Length > 0 ? sum : "0";
    }

    private static string Join(params string[] terms) => string.Join(" + ", terms.Where(static term => term.Length > 0));
}
