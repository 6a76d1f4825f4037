using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>Sine and cosine of arguments so large that they are reduced in double precision, one by one.</summary>
internal static class Circular
{
    /// <summary>Beyond this the multiples of pi are not exact in single precision.</summary>
    internal const float LargestReduced = 8192f;

    /// <summary><paramref name="reduced"/> with the sine of every large lane in its place.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static TLanes LargeSin<TLanes>(TLanes x, TLanes reduced)
        where TLanes : unmanaged, ILanes<TLanes> => Each(x, reduced, Math.Sin);

    /// <summary><paramref name="reduced"/> with the cosine of every large lane in its place.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static TLanes LargeCos<TLanes>(TLanes x, TLanes reduced)
        where TLanes : unmanaged, ILanes<TLanes> => Each(x, reduced, Math.Cos);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TLanes Each<TLanes>(TLanes x, TLanes reduced, Func<double, double> function)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        Span<float> arguments = stackalloc float[16], results = stackalloc float[16];
        TLanes.Store(x, ref arguments[0], 0);
        TLanes.Store(reduced, ref results[0], 0);
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            if (!(Math.Abs(arguments[lane]) <= LargestReduced))
            {
                results[lane] = (float)function(arguments[lane]);
            }
        }

        return TLanes.Load(ref results[0], 0);
    }
}
