using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>The same functions of one number, equal to a lane's result to the bit. Optimized from the first call on, as what calls them is.</content>
public static partial class Transcendental
{
    /// <inheritdoc cref="Exp{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Exp(float value) => Lanes1.Sum(Exp(Lanes1.Splat(value)));

    /// <inheritdoc cref="Log{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Log(float value) => Lanes1.Sum(Log(Lanes1.Splat(value)));

    /// <inheritdoc cref="Sin{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Sin(float value) => Lanes1.Sum(Sin(Lanes1.Splat(value)));

    /// <inheritdoc cref="Cos{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Cos(float value) => Lanes1.Sum(Cos(Lanes1.Splat(value)));

    /// <inheritdoc cref="Sigmoid{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Sigmoid(float value) => Lanes1.Sum(Sigmoid(Lanes1.Splat(value)));

    /// <inheritdoc cref="Tanh{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Tanh(float value) => Lanes1.Sum(Tanh(Lanes1.Splat(value)));

    /// <inheritdoc cref="Softplus{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Softplus(float value) => Lanes1.Sum(Softplus(Lanes1.Splat(value)));

    /// <inheritdoc cref="Erf{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Erf(float value) => Lanes1.Sum(Erf(Lanes1.Splat(value)));

    /// <inheritdoc cref="NormalDensity{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float NormalDensity(float value) => Lanes1.Sum(NormalDensity(Lanes1.Splat(value)));

    /// <inheritdoc cref="NormalDistribution{TLanes}(TLanes, TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float NormalDistribution(float value, float density) =>
        Lanes1.Sum(NormalDistribution(Lanes1.Splat(value), Lanes1.Splat(density)));
}
