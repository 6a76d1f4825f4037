using Gmnm.Gpu.Kernels;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

/// <summary>One of the ways to compute attention.</summary>
internal interface IAttentionKernels
{
    /// <summary>Queries, or keys, of a group.</summary>
    static abstract int RowsOfGroup(GpuAttention shape);

    static abstract void Forward(
        GpuAttention shape, int samples, AttentionOperands operands, Place mixed, bool withLogSumExp, Place logSumExp);

    static abstract void QueryGradient(
        GpuAttention shape, int samples, AttentionOperands operands, Place mixed, Place logSumExp, Place mixedGradient,
        Place queryGradient, Place slopes);

    static abstract void KeyGradient(
        GpuAttention shape, int samples, AttentionOperands operands, Place logSumExp, Place slopes, Place mixedGradient,
        Place keyGradient, Place valueGradient, Place biasGradient);
}

/// <summary>A warp has four rows.</summary>
internal readonly struct RowsOfWarps : IAttentionKernels
{
    public static int RowsOfGroup(GpuAttention shape) => shape.RowsOfGroup;

    public static void Forward(
        GpuAttention shape, int samples, AttentionOperands operands, Place mixed, bool withLogSumExp, Place logSumExp) =>
        FusedAttention.Forward(shape, samples, operands, mixed, withLogSumExp, logSumExp);

    public static void QueryGradient(
        GpuAttention shape, int samples, AttentionOperands operands, Place mixed, Place logSumExp, Place mixedGradient,
        Place queryGradient, Place slopes) =>
        FusedAttention.QueryGradient(shape, samples, operands, mixed, logSumExp, mixedGradient, queryGradient, slopes);

    public static void KeyGradient(
        GpuAttention shape, int samples, AttentionOperands operands, Place logSumExp, Place slopes, Place mixedGradient,
        Place keyGradient, Place valueGradient, Place biasGradient) => FusedAttention.KeyGradient(
        shape, samples, operands, logSumExp, slopes, mixedGradient, keyGradient, valueGradient, true, biasGradient);
}

/// <summary>A thread has a row.</summary>
/// <typeparam name="TFeatures">Features of a key.</typeparam>
/// <typeparam name="TValues">Features of a value.</typeparam>
/// <typeparam name="TRows">How rows are read.</typeparam>
internal readonly struct RowsOfThreads<TFeatures, TValues, TRows> : IAttentionKernels
    where TFeatures : struct, IHeadFeatures<TFeatures>
    where TValues : struct, IHeadFeatures<TValues>
    where TRows : struct, IHeadRows
{
    public static int RowsOfGroup(GpuAttention shape) => shape.Threads;

    public static void Forward(
        GpuAttention shape, int samples, AttentionOperands operands, Place mixed, bool withLogSumExp, Place logSumExp) =>
        RowAttention.Forward<TFeatures, TValues, TRows>(shape, samples, operands, mixed, withLogSumExp, logSumExp);

    public static void QueryGradient(
        GpuAttention shape, int samples, AttentionOperands operands, Place mixed, Place logSumExp, Place mixedGradient,
        Place queryGradient, Place slopes) =>
        RowAttention.QueryGradient<TFeatures, TValues, TRows>(shape, samples, operands, mixed, logSumExp, mixedGradient, queryGradient, slopes);

    public static void KeyGradient(
        GpuAttention shape, int samples, AttentionOperands operands, Place logSumExp, Place slopes, Place mixedGradient,
        Place keyGradient, Place valueGradient, Place biasGradient) => RowAttention.KeyGradient<TFeatures, TValues, TRows>(
        shape, samples, operands, logSumExp, slopes, mixedGradient, keyGradient, valueGradient, true, biasGradient);
}
