using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Fusion;

/// <summary>An operand of an epilogue over images [N, C, H, W]: which axes it is stretched along.</summary>
/// <param name="Samples">Whether every sample has the same.</param>
/// <param name="Channels">Whether every channel has the same.</param>
/// <param name="Positions">Whether every position of a channel has the same.</param>
internal readonly record struct ImageOperand(bool Samples, bool Channels, bool Positions)
{
    public static ImageOperand Of(Shape operand, Shape space)
    {
        var stretched = Broadcasting.StretchedAxes(operand, space);
        return new(stretched.Contains(0), stretched.Contains(1), stretched.Contains(2) || stretched.Contains(3));
    }

    /// <summary>Whether the operand has a number for each position or one for all, not one for each row or column.</summary>
    public static bool Reaches(Shape operand, Shape space)
    {
        var stretched = Broadcasting.StretchedAxes(operand, space);
        return !Of(operand, space).Positions || (Covers(2) && Covers(3));

        bool Covers(int axis) => stretched.Contains(axis) || space.Sizes[axis] == 1;
    }
}
