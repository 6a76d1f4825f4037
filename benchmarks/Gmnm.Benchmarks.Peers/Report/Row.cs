namespace Gmnm.Benchmarks.Peers.Report;

/// <summary>What was measured of a workload.</summary>
/// <param name="Workload">What was run.</param>
/// <param name="Microseconds">Median of ours.</param>
/// <param name="AllocatedBytes">Managed bytes that a call of ours allocates.</param>
/// <param name="Peers">Each peer that ran.</param>
/// <param name="OneThread">Median of ours in one thread, where more were measured.</param>
/// <param name="Targets">What is asked of it.</param>
/// <param name="Limits">What the machine can do.</param>
internal sealed record Row(
    Workload Workload,
    double Microseconds,
    double AllocatedBytes,
    IReadOnlyList<PeerResult> Peers,
    double? OneThread,
    IReadOnlyList<Target> Targets,
    MachineLimits Limits)
{
    /// <summary>Floating-point operations a second, two for a multiply-add.</summary>
    public double Rate => 2e6 * Workload.MultiplyAdds / Microseconds;

    public double ShareOfPeak => Rate / Limits.Peak;

    /// <summary>Null where memory does not stream.</summary>
    public double? ShareOfBandwidth => Workload.StreamedBytes > 0
        ? 1e6 * Workload.StreamedBytes / Microseconds / Limits.Bandwidth(Workload)
        : null;

    /// <summary>What is held against a target; null where it was not measured.</summary>
    public double? Value(Measure measure) => measure switch
    {
        Measure.MultiplyAddPeak => ShareOfPeak,
        Measure.Bandwidth => ShareOfBandwidth,
        Measure.OneThread => OneThread / Microseconds,
        _ => Peers.FirstOrDefault(peer => peer.Measure == measure)?.Microseconds / Microseconds,
    };
}
