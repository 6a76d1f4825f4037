namespace Gmnm.Generators.Declaration;

/// <summary>Mirrors <c>Gmnm.FeedForwardActivation</c>.</summary>
internal enum FeedForwardActivation
{
    Gelu,
    Relu,
    Silu,
}
