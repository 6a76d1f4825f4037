namespace Gmnm.Generators.Graph.Ops;

/// <summary>What column i of a <see cref="SinusoidTable"/> of D columns holds at place t.</summary>
internal enum SinusoidForm
{
    /// <summary>sin(t / 10000^(i / D)).</summary>
    Sine,

    /// <summary>cos(t / 10000^(i / D)).</summary>
    Cosine,

    /// <summary>sin(t / 10000^(i / D)) for even i, cos(t / 10000^((i - 1) / D)) for odd i.</summary>
    Interleaved,
}
