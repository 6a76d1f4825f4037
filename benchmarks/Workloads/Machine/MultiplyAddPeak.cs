using System.Runtime.CompilerServices;
using Gmnm.Numerics;

namespace Gmnm.Benchmarks;

/// <summary>Multiply-adds that no memory and no dependence holds up: ten accumulators, more than latency times units.</summary>
internal static class MultiplyAddPeak
{
    private const int Accumulators = 10;
    private const int Steps = 1 << 20;

    /// <summary>Floating-point operations a second, two for a multiply-add.</summary>
    public static double Measure<TLanes>(int threads)
        where TLanes : unmanaged, ILanes<TLanes> =>
        2.0 * TLanes.Count * Accumulators * Steps * threads / Parallel.FastestSeconds(threads, static _ => Run<TLanes>(Steps));

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run<TLanes>(int steps)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var factor = TLanes.Splat(0.999f);
        var (a, b, c, d, e) = (factor, factor, factor, factor, factor);
        var (f, g, h, i, j) = (factor, factor, factor, factor, factor);
        for (var step = 0; step < steps; step++)
        {
            a = TLanes.MultiplyAdd(a, factor, factor);
            b = TLanes.MultiplyAdd(b, factor, factor);
            c = TLanes.MultiplyAdd(c, factor, factor);
            d = TLanes.MultiplyAdd(d, factor, factor);
            e = TLanes.MultiplyAdd(e, factor, factor);
            f = TLanes.MultiplyAdd(f, factor, factor);
            g = TLanes.MultiplyAdd(g, factor, factor);
            h = TLanes.MultiplyAdd(h, factor, factor);
            i = TLanes.MultiplyAdd(i, factor, factor);
            j = TLanes.MultiplyAdd(j, factor, factor);
        }

        return TLanes.Sum(a + b + c + d + e + f + g + h + i + j);
    }
}
