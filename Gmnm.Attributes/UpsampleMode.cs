namespace Gmnm;

/// <summary>What an enlarged image has between the elements of the original.</summary>
public enum UpsampleMode
{
    /// <summary>The nearest element: each is repeated. The default.</summary>
    Nearest,

    /// <summary>Linear interpolation between the centres of the elements; beyond the outermost centres, the outermost element.</summary>
    Bilinear,
}
