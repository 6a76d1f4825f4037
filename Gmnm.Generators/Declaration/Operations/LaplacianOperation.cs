namespace Gmnm.Generators.Declaration.Operations;

/// <summary>Of two operands: Σ ∂²y / ∂xᵢ², where the first, y, is one number for each sample. Gives the shape [1].</summary>
internal sealed record LaplacianOperation : Operation;
