using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

[Collection(GpuCollection.Name)]
public class FusedAttentionTests(GpuKernels gpu)
{
    private const double Tolerance = 1e-5;

    [Fact]
    public void MaskAndBiasChangeTheScores() => Check<MaskedAndBiased>();

    [Fact]
    public void CausalQueriesSeeNoLaterKey() => Check<Causal>();

    [Fact]
    public void QueriesThatSeeNoKeyGiveZeros() => Check<CausalAndMasked>();

    [Fact]
    public void HeadsMayBeWide() => Check<Wide>();

    [Fact]
    public void LargestSizesFitIntoSharedMemory()
    {
        Compile<EightWarps>();
        Compile<FourWarps>();
        Compile<TwoWarps>();
        Compile<OneWarp>();

        void Compile<TCase>()
            where TCase : struct, IAttentionCase
        {
            gpu.AssertCompilesForCuda(((Action<GpuMemory>)Forward<TCase>).Method);
            gpu.AssertCompilesForCuda(((Action<GpuMemory>)QueryGradient<TCase>).Method);
            gpu.AssertCompilesForCuda(((Action<GpuMemory>)KeyGradient<TCase>).Method);
        }
    }

    private static AttentionOperands Operands<TCase>(GpuMemory memory)
        where TCase : struct, IAttentionCase => new(
        new(memory.Inputs, 0), new(memory.Targets, 0), new(memory.Parameters, 0), TCase.Masked, new(memory.Arena, 0),
        TCase.Biased, new(memory.Arena, memory.Rows * TCase.Shape.Keys));

    /// <summary>Results, then logarithms of sums.</summary>
    private static void Forward<TCase>(GpuMemory memory)
        where TCase : struct, IAttentionCase => FusedAttention.Forward(
        TCase.Shape, memory.Rows, Operands<TCase>(memory), new(memory.Predictions, 0), true,
        new(memory.Predictions, memory.Rows * TCase.Shape.Queries * TCase.Shape.ValueStride));

    /// <summary>
    /// The arena has mask, bias, results, logarithms and slopes. The gradient of the queries, then the slopes.
    /// </summary>
    private static void QueryGradient<TCase>(GpuMemory memory)
        where TCase : struct, IAttentionCase
    {
        var (shape, samples) = (TCase.Shape, memory.Rows);
        var mixed = new Place(memory.Arena, samples * shape.Keys * (1 + shape.Heads));
        FusedAttention.QueryGradient(
            shape, samples, Operands<TCase>(memory), mixed, mixed.From(samples * shape.Queries * shape.ValueStride),
            new(memory.Gradients, 0), new(memory.Predictions, 0),
            new(memory.Predictions, samples * shape.Queries * shape.Stride));
    }

    /// <summary>The gradients of keys, values and bias.</summary>
    private static void KeyGradient<TCase>(GpuMemory memory)
        where TCase : struct, IAttentionCase
    {
        var (shape, samples) = (TCase.Shape, memory.Rows);
        var logs = new Place(
            memory.Arena, (samples * shape.Keys * (1 + shape.Heads)) + (samples * shape.Queries * shape.ValueStride));
        var result = new Place(memory.Predictions, 0);
        FusedAttention.KeyGradient(
            shape, samples, Operands<TCase>(memory), logs, logs.From(samples * shape.Heads * shape.Queries),
            new(memory.Gradients, 0), result, result.From(samples * shape.Keys * shape.Stride), true,
            result.From(samples * shape.Keys * (shape.Stride + shape.ValueStride)));
    }

    private void Check<TCase>()
        where TCase : struct, IAttentionCase
    {
        var (shape, samples) = (TCase.Shape, AttentionCall.Samples);
        var call = new AttentionCall(shape, TCase.Masked, TCase.Biased);
        var threads = 32 * shape.Warps;
        var byQueries = new ILGPU.Index3D(samples * shape.Heads * shape.QueryTiles, 1, 1);
        var forward = gpu.Run(
            Forward<TCase>, byQueries, threads, call.Mixed.Length + call.LogSumExp.Length, samples, Inputs([]));
        Values.AssertNear([.. call.Mixed, .. call.LogSumExp], forward, Tolerance);

        var ofQueries = gpu.Run(
            QueryGradient<TCase>, byQueries, threads, call.Query.Length + call.LogSumExp.Length, samples, Inputs(forward));
        Values.AssertNear(call.QueryGradient, ofQueries[..call.Query.Length], Tolerance);

        // One group less than tiles: the first group has two.
        var byKeys = new ILGPU.Index3D((samples * shape.Heads * shape.KeyTiles) - 1, 1, 1);
        var ofKeys = gpu.Run(
            KeyGradient<TCase>, byKeys, threads, call.Key.Length + call.Value.Length + call.Bias.Length, samples,
            Inputs([.. forward, .. ofQueries[call.Query.Length..]]));
        Values.AssertNear([.. call.KeyGradient, .. call.ValueGradient, .. call.BiasGradient], ofKeys, Tolerance);

        KernelInputs Inputs(float[] results) => new()
        {
            Inputs = call.Query, Targets = call.Key, Parameters = call.Value, Gradients = call.Gradient,
            Arena = [.. call.Mask, .. call.Bias, .. results],
        };
    }
}
