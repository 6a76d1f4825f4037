using Gmnm.Generators.Model;

namespace Gmnm.Generators.Declaration.Operations;

/// <summary>The same elements in another shape.</summary>
/// <param name="Shape">Shape of one sample; at most one size is -1, to be inferred.</param>
internal sealed record ReshapeOperation(EquatableArray<int> Shape) : Operation;
