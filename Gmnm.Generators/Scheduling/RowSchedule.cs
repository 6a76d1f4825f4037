using System.Collections.Immutable;

namespace Gmnm.Generators.Scheduling;

/// <summary>How a row group runs: for each row its stages, one after the other.</summary>
/// <param name="Loops">The loops.</param>
/// <param name="Stages">The stages; later ones read the reductions of earlier ones.</param>
/// <param name="Stored">Members that are written to memory.</param>
/// <param name="ScratchRows">Members of which one row is kept because a later stage reads them and they are expensive.</param>
/// <param name="Inlined">Whether the rows are so short, and the work on them so light, that the passes over them are inlined.</param>
internal sealed record RowSchedule(
    LoopNest Loops, ImmutableArray<RowStage> Stages, ImmutableHashSet<int> Stored, ImmutableArray<int> ScratchRows, bool Inlined);

/// <summary>A part of the work on a row.</summary>
/// <param name="Scalars">Members with one number for each row, computed first.</param>
/// <param name="Passes">Loops over the row.</param>
internal sealed record RowStage(ImmutableArray<int> Scalars, ImmutableArray<RowPass> Passes);

/// <summary>A loop over the row.</summary>
/// <param name="Reduction">The member that it reduces to one number; null for none.</param>
/// <param name="Writes">Members whose elements it writes.</param>
/// <param name="Accumulations">Sums over rows to which it adds.</param>
internal sealed record RowPass(int? Reduction, ImmutableArray<int> Writes, ImmutableArray<int> Accumulations);
