namespace Gmnm.Generators.Emission.Gpu;

/// <summary>Where a tensor starts: a block, and a number of floats that depends on the samples.</summary>
/// <param name="Block">Property of <c>GpuMemory</c>.</param>
/// <param name="Constant">Floats whatever the batch.</param>
/// <param name="PerSample">Floats for each sample, samples counted in multiples of 16.</param>
/// <param name="Extra">A further term; empty for none.</param>
internal sealed record GpuPlace(string Block, int Constant, int PerSample = 0, string Extra = "")
{
    /// <summary>One element, as an expression that can be read and written.</summary>
    public string Element(string index) => $"memory.{Block}[{Sum(index)}]";

    /// <summary>The tensor.</summary>
    public string Text => $"new Place(memory.{Block}, {Sum("")})";

    public GpuPlace Further(int constant, string extra = "") =>
        this with { Constant = checked(Constant + constant), Extra = string.Join(" + ", ((string[])[Extra, extra]).Where(static term => term.Length > 0)) };

    private string Sum(string index)
    {
        string[] terms =
        [
            Constant == 0 ? "" : Literal.Int(Constant),
            PerSample == 0 ? "" : $"({Literal.Int(PerSample)} * memory.Samples)",
            Extra,
            index is "0" ? "" : index,
        ];
        return string.Join(" + ", terms.Where(static term => term.Length > 0)) is { Length: > 0 } sum ? sum : "0";
    }
}
