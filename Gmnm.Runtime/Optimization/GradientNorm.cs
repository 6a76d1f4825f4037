using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gmnm.Numerics;

namespace Gmnm;

/// <summary>The Euclidean norm of a whole gradient, for clipping.</summary>
public static class GradientNorm
{
    // Short enough for a float sum to keep its digits, long enough for vectors.
    private const int BlockLength = 4096;

    /// <summary>The Euclidean norm of <paramref name="gradient"/>: blocks are summed in float, their sums in double.</summary>
    public static double Of(ReadOnlySpan<float> gradient)
    {
        var sum = 0.0;
        for (var rest = gradient; !rest.IsEmpty; rest = rest[Math.Min(BlockLength, rest.Length)..])
        {
            var block = rest[..Math.Min(BlockLength, rest.Length)];
            double squares = Vectorized.Sum(block.Length, new Squares(in MemoryMarshal.GetReference(block)));
            sum += double.IsFinite(squares) ? squares : SumInDouble(block);
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Factor that brings a gradient of norm <paramref name="norm"/> to at most <paramref name="limit"/>, as PyTorch computes it.</summary>
    public static float ClippingScale(double norm, double limit) => (float)Math.Min(1, limit / (norm + 1e-6));

    // The square of a large finite float overflows in float.
    private static double SumInDouble(ReadOnlySpan<float> block)
    {
        var sum = 0.0;
        foreach (var value in block)
        {
            sum += (double)value * value;
        }

        return sum;
    }

    private readonly ref struct Squares(ref readonly float values) : IReductionBody
    {
        private readonly ref readonly float _values = ref values;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Invoke<TLanes>(nint index)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var value = TLanes.Load(in _values, index);
            return value * value;
        }
    }
}
