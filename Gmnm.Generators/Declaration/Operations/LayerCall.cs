namespace Gmnm.Generators.Declaration.Operations;

/// <summary>A call of a layer, on one operand or as many as the layer takes.</summary>
/// <param name="Layer">Index of the layer.</param>
internal sealed record LayerCall(int Layer) : Operation;
