using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Passes;

/// <summary>
/// Whether the projections of a Gaussian layer are saved for the backward pass or computed again there. For each of the
/// B · m · P projections of a batch, in cycles of one core:
/// <list type="bullet">
/// <item>Computed again: D multiply-adds, of which a vector of 16 takes one cycle.</item>
/// <item>Saved: y is written and read once, its derivative is written once and read by two products. A cycle moves
/// 8 bytes once the batch is beyond the second-level cache.</item>
/// </list>
/// </summary>
internal static class GaussianSavingCost
{
    private const int MultiplyAddsACycle = 16;
    private const int BytesSaved = 5 * sizeof(float);
    private const int BytesACycle = 8;

    /// <param name="forward">The layer's operation.</param>
    /// <param name="features">D, the length of its input.</param>
    public static bool IsSaved(GaussianProjections forward, int features)
    {
        // Blocks that are not full take memory and time all the same.
        var places = GaussianSavedProjections.Length(forward);
        var projections = forward.Components * forward.Projections;
        return (long)features * projections * BytesACycle > (long)BytesSaved * MultiplyAddsACycle * places;
    }
}
