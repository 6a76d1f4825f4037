namespace Gmnm.Generators.Declaration;

/// <summary>Mirrors <c>Gmnm.UpsampleMode</c>.</summary>
internal enum UpsampleMode
{
    Nearest,
    Bilinear,
}
