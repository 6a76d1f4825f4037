using Gmnm.Generators.Scheduling;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>Names of nested loops' variables, and the texts of their ends.</summary>
internal static class LoopVariables
{
    private static readonly string[] Names = ["row", "group", "inner", "fourth", "fifth", "sixth", "seventh", "eighth"];

    /// <summary>Every name, which nothing else in a generated method may have.</summary>
    public static IReadOnlyList<string> All => Names;

    public static string Name(int loop) => Names[loop];

    public static string Text(Extent extent) =>
        !extent.IsBatched ? Literal.Int(extent.Factor) : extent.Factor == 1 ? "rows" : $"rows * {Literal.Int(extent.Factor)}";
}
