using System.Runtime.Intrinsics;
using Gmnm.Numerics;

namespace Gmnm.Benchmarks;

/// <summary>What the machine can do at best, measured in the run whose results are held against it.</summary>
/// <param name="Peak256">Floating-point operations a second of multiply-adds in 256 bits, registers alone.</param>
/// <param name="Peak512">The same in 512 bits; 0 where they are off.</param>
/// <param name="Reads">Bytes a second that are read from buffers of growing size.</param>
/// <param name="Update">Bytes a second of a pass that reads four streams of memory and writes three of them.</param>
internal sealed record MachineLimits(
    double Peak256, double Peak512, IReadOnlyList<MemoryLevel> Reads, double Update)
{
    public double Peak => Math.Max(Peak256, Peak512);

    /// <summary>Measures with <paramref name="threads"/> threads at once.</summary>
    public static MachineLimits Measure(int threads) => Vector512.IsHardwareAccelerated
        ? Measure<Lanes512>(threads, MultiplyAddPeak.Measure<Lanes512>(threads))
        : Measure<Lanes256>(threads, 0);

    /// <summary>Bytes a second at which <paramref name="workload"/> could stream at best.</summary>
    public double Bandwidth(Workload workload) => workload.Writes
        ? Update
        : Reads.FirstOrDefault(level => level.Bytes >= workload.StreamedBytes, Reads[^1]).BytesPerSecond;

    private static MachineLimits Measure<TLanes>(int threads, double peak512)
        where TLanes : unmanaged, ILanes<TLanes> => new(
        MultiplyAddPeak.Measure<Lanes256>(threads),
        peak512,
        [.. MemoryLevel.Sizes.Select(size => new MemoryLevel(size.Name, size.Bytes, MemoryBandwidth.Read<TLanes>(size.Bytes, threads)))],
        MemoryBandwidth.Update<TLanes>(threads));
}
