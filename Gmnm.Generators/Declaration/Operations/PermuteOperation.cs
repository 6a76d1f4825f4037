using Gmnm.Generators.Model;

namespace Gmnm.Generators.Declaration.Operations;

/// <summary>The axes in another order.</summary>
/// <param name="Axes">For each axis of the result the one that it was.</param>
internal sealed record PermuteOperation(EquatableArray<int> Axes) : Operation;
