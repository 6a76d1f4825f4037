namespace Gmnm.Gpu;

/// <summary>What a launch has to do at least, for measurements: 0 where it is not known.</summary>
/// <param name="MultiplyAdds">Multiply-adds whatever the batch.</param>
/// <param name="MultiplyAddsPerSample">Multiply-adds for each sample.</param>
/// <param name="Floats">Floats that it reads and writes whatever the batch, each tensor once.</param>
/// <param name="FloatsPerSample">Those for each sample.</param>
public readonly record struct GpuWork(long MultiplyAdds, long MultiplyAddsPerSample, long Floats, long FloatsPerSample);
