namespace Gmnm.Benchmarks;

/// <summary>What a time is held against.</summary>
internal enum Measure
{
    Torch,
    OnnxRuntime,
    C,
    MultiplyAddPeak,
    Bandwidth,
    OneThread,
}
