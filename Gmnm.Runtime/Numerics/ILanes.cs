using System.Numerics;

namespace Gmnm.Numerics;

/// <summary>
/// A fixed number of float lanes: 512, 256 or 128 bits of SIMD, or one scalar. Every loop of the runtime and every
/// generated kernel body is written once over this interface and compiled for each width.
/// </summary>
/// <remarks>
/// Comparisons return a mask: all bits of a lane set where true, else zero. A mask is only for <see cref="Select"/>,
/// <see cref="And"/> and <see cref="AndNot"/>.
/// </remarks>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
public interface ILanes<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>,
    IDivisionOperators<TSelf, TSelf, TSelf>,
    IUnaryNegationOperators<TSelf, TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>Number of floats.</summary>
    static abstract int Count { get; }

    /// <summary>Zero in every lane.</summary>
    static abstract TSelf Zero { get; }

    /// <summary><paramref name="value"/> in every lane.</summary>
    static abstract TSelf Splat(float value);

    /// <summary><c>start, start + 1, …</c></summary>
    static abstract TSelf Sequence(nint start);

    /// <summary>Reads <see cref="Count"/> floats at <paramref name="index"/> past <paramref name="source"/>.</summary>
    static abstract TSelf Load(ref readonly float source, nint index);

    /// <summary>Writes <see cref="Count"/> floats at <paramref name="index"/> past <paramref name="destination"/>.</summary>
    static abstract void Store(TSelf value, ref float destination, nint index);

    /// <summary><c>left * right + addend</c>: fused where the processor has it, else a multiply and an add.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>
    /// <c>sum += left * right</c>, likewise. The compiler of .NET then adds to the register that has the sum; a sum that
    /// <see cref="MultiplyAdd"/> gives back, it moves there.
    /// </summary>
    static abstract void Accumulate(TSelf left, TSelf right, ref TSelf sum);

    /// <summary>
    /// The same with <see cref="Count"/> floats at <paramref name="index"/> past <paramref name="right"/>, for a value that is needed once:
    /// one instruction, where <see cref="Load"/> of its own makes two of it.
    /// </summary>
    static abstract void Accumulate(TSelf left, ref readonly float right, nint index, ref TSelf sum);

    /// <summary>The lesser lane by lane. A NaN on the right comes through; a NaN on the left may give the right operand.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>The greater lane by lane. A NaN on the right comes through; a NaN on the left may give the right operand.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>Absolute value.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>Correctly rounded square root.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>Mask of <c>left &gt; right</c>.</summary>
    static abstract TSelf GreaterThan(TSelf left, TSelf right);

    /// <summary>Mask of <c>left == right</c>.</summary>
    static abstract TSelf Equal(TSelf left, TSelf right);

    /// <summary>Bitwise and.</summary>
    static abstract TSelf And(TSelf left, TSelf right);

    /// <summary><c>left &amp; ~right</c>.</summary>
    static abstract TSelf AndNot(TSelf left, TSelf right);

    /// <summary><paramref name="whenTrue"/> where the mask is set, else <paramref name="whenFalse"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf whenTrue, TSelf whenFalse);

    /// <summary>Nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary><c>value * 2^exponent</c>, rounded once, for a normal value below 2 and integral <paramref name="exponent"/> in
    /// [-252, 254].</summary>
    static abstract TSelf ScaleByPowerOfTwo(TSelf value, TSelf exponent);

    /// <summary>For positive normal floats: splits into mantissa in [1, 2) and returns the unbiased exponent.</summary>
    static abstract TSelf SplitExponent(TSelf value, out TSelf mantissa);

    /// <summary>
    /// Uniform random floats in [0, 1): a hash of <paramref name="key"/> and of <c>index, index + 1, …</c> modulo 2^32,
    /// the same at every width.
    /// </summary>
    static abstract TSelf Uniform(ulong key, nint index);

    /// <summary>Sum over the lanes, in a fixed tree.</summary>
    static abstract float Sum(TSelf value);

    /// <summary>The sums over the lanes of four values: what <see cref="Sum"/> gives for each, at the cost of about one.</summary>
    static abstract Lanes128 Sums(TSelf first, TSelf second, TSelf third, TSelf fourth);

    /// <summary>Stores <see cref="Sums"/> in a row.</summary>
    static abstract void StoreSums(
        TSelf first, TSelf second, TSelf third, TSelf fourth, ref float destination, nint index);

    /// <summary>Largest lane.</summary>
    static abstract float Max(TSelf value);

    /// <summary>The elements 0, 2, 4, … of <paramref name="first"/> and then of <paramref name="second"/>.</summary>
    static abstract TSelf Even(TSelf first, TSelf second);

    /// <summary>The elements 1, 3, 5, … of <paramref name="first"/> and then of <paramref name="second"/>; of one lane each, the second.</summary>
    static abstract TSelf Odd(TSelf first, TSelf second);

    /// <summary>
    /// The first half of <c>even0, odd0, even1, odd1, …</c>: what <see cref="Even"/> and <see cref="Odd"/> took apart.
    /// </summary>
    static abstract TSelf FirstOfPairs(TSelf even, TSelf odd);

    /// <summary>The second half of the same.</summary>
    static abstract TSelf SecondOfPairs(TSelf even, TSelf odd);
}
