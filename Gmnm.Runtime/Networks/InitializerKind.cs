namespace Gmnm;

/// <summary>A distribution for starting values.</summary>
public enum InitializerKind
{
    /// <summary>Every element the same.</summary>
    Constant,

    /// <summary>Normal with mean 0.</summary>
    Normal,

    /// <summary>Uniform, symmetric about 0.</summary>
    Uniform,

    /// <summary>Rows are taken from samples of the network's input, where a trainer has data; else standard normal.</summary>
    InputSamples,
}
