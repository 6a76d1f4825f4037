using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

[Collection(GpuCollection.Name)]
public class FusedAttentionTests(GpuKernels gpu)
{
    private const double Tolerance = 1e-5;

    [Fact]
    public void MaskAndBiasChangeTheScores() => CheckBoth<MaskedAndBiased, EightFeatures, EightFeatures, AnyRows>();

    [Fact]
    public void CausalQueriesSeeNoLaterKey() => CheckBoth<Causal, EightFeatures, FourFeatures, AnyRows>();

    [Fact]
    public void QueriesThatSeeNoKeyGiveZeros() => CheckBoth<CausalAndMasked, FourFeatures, FourFeatures, AnyRows>();

    [Fact]
    public void SequencesMayBeLong()
    {
        CheckBoth<LongMaskedAndBiased, HeadFeatures<FourFeatures>, HeadFeatures<SixteenFeatures>, AnyRows>();
        CheckBoth<LongCausal, HeadFeatures<SixteenFeatures>, SixteenFeatures, AnyRows>();
    }

    [Fact]
    public void TilesMayBeFull()
    {
        CheckBoth<Full, TwelveFeatures, HeadFeatures<FourFeatures>, WholeRows>();
        CheckBoth<Full, TwelveFeatures, HeadFeatures<FourFeatures>, AnyRows>();
    }

    [Fact]
    public void HeadsMayBeWide() => Check<RowsOfWarps, Wide>();

    [Fact]
    public void LogarithmsNeedNotBeWanted()
    {
        Check<RowsOfWarps>();
        Check<RowsOfThreads<FourFeatures, FourFeatures, AnyRows>>();

        void Check<TKernels>()
            where TKernels : struct, IAttentionKernels
        {
            var call = new AttentionCall(CausalAndMasked.Shape, masked: true, biased: false);
            var mixed = gpu.Run(
                ForwardAlone<TKernels, CausalAndMasked>, new ILGPU.Index3D(1, 1, 1), CausalAndMasked.Shape.Threads, call.Mixed.Length,
                AttentionCall.Samples, Inputs(call, []));
            Values.AssertNear(call.Mixed, mixed, Tolerance);
        }
    }

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
            gpu.AssertCompiles(((Action<GpuMemory>)Forward<RowsOfWarps, TCase>).Method);
            gpu.AssertCompiles(((Action<GpuMemory>)QueryGradient<RowsOfWarps, TCase>).Method);
            gpu.AssertCompiles(((Action<GpuMemory>)KeyGradient<RowsOfWarps, TCase>).Method);
        }
    }

    private static AttentionOperands Operands<TCase>(GpuMemory memory)
        where TCase : struct, IAttentionCase => new(
        new(memory.Inputs, 0), new(memory.Targets, 0), new(memory.Parameters, 0), TCase.Masked, new(memory.Arena, 0),
        TCase.Biased, new(memory.Arena, memory.Rows * TCase.Shape.Keys));

    /// <summary>Results, then logarithms of sums.</summary>
    private static void Forward<TKernels, TCase>(GpuMemory memory)
        where TKernels : struct, IAttentionKernels
        where TCase : struct, IAttentionCase => TKernels.Forward(
        TCase.Shape, memory.Rows, Operands<TCase>(memory), new(memory.Predictions, 0), true,
        new(memory.Predictions, memory.Rows * TCase.Shape.Queries * TCase.Shape.ValueStride));

    /// <summary>Results.</summary>
    private static void ForwardAlone<TKernels, TCase>(GpuMemory memory)
        where TKernels : struct, IAttentionKernels
        where TCase : struct, IAttentionCase => TKernels.Forward(
        TCase.Shape, memory.Rows, Operands<TCase>(memory), new(memory.Predictions, 0), false, new(memory.Predictions, 0));

    /// <summary>
    /// The arena has mask, bias, results, logarithms and slopes. The gradient of the queries, then the slopes.
    /// </summary>
    private static void QueryGradient<TKernels, TCase>(GpuMemory memory)
        where TKernels : struct, IAttentionKernels
        where TCase : struct, IAttentionCase
    {
        var (shape, samples) = (TCase.Shape, memory.Rows);
        var mixed = new Place(memory.Arena, samples * shape.Keys * (1 + shape.Heads));
        TKernels.QueryGradient(
            shape, samples, Operands<TCase>(memory), mixed, mixed.From(samples * shape.Queries * shape.ValueStride),
            new(memory.Gradients, 0), new(memory.Predictions, 0),
            new(memory.Predictions, samples * shape.Queries * shape.Stride));
    }

    /// <summary>The gradients of keys, values and bias.</summary>
    private static void KeyGradient<TKernels, TCase>(GpuMemory memory)
        where TKernels : struct, IAttentionKernels
        where TCase : struct, IAttentionCase
    {
        var (shape, samples) = (TCase.Shape, memory.Rows);
        var logs = new Place(
            memory.Arena, (samples * shape.Keys * (1 + shape.Heads)) + (samples * shape.Queries * shape.ValueStride));
        var result = new Place(memory.Predictions, 0);
        TKernels.KeyGradient(
            shape, samples, Operands<TCase>(memory), logs, logs.From(samples * shape.Heads * shape.Queries),
            new(memory.Gradients, 0), result, result.From(samples * shape.Keys * shape.Stride),
            result.From(samples * shape.Keys * (shape.Stride + shape.ValueStride)));
    }

    private static KernelInputs Inputs(AttentionCall call, float[] results) => new()
    {
        Inputs = call.Query, Targets = call.Key, Parameters = call.Value, Gradients = call.Gradient,
        Arena = [.. call.Mask, .. call.Bias, .. results],
    };

    private void CheckBoth<TCase, TFeatures, TValues, TRows>()
        where TCase : struct, IAttentionCase
        where TFeatures : struct, IHeadFeatures<TFeatures>
        where TValues : struct, IHeadFeatures<TValues>
        where TRows : struct, IHeadRows
    {
        Check<RowsOfWarps, TCase>();
        Check<RowsOfThreads<TFeatures, TValues, TRows>, TCase>();
    }

    private void Check<TKernels, TCase>()
        where TKernels : struct, IAttentionKernels
        where TCase : struct, IAttentionCase
    {
        var (shape, samples) = (TCase.Shape, AttentionCall.Samples);
        var call = new AttentionCall(shape, TCase.Masked, TCase.Biased);
        var byQueries = new ILGPU.Index3D(samples * shape.Heads * Tiles(shape.Queries), 1, 1);
        var forward = gpu.Run(
            Forward<TKernels, TCase>, byQueries, shape.Threads, call.Mixed.Length + call.LogSumExp.Length, samples, Inputs(call, []));
        Values.AssertNear([.. call.Mixed, .. call.LogSumExp], forward, Tolerance);

        var ofQueries = gpu.Run(
            QueryGradient<TKernels, TCase>, byQueries, shape.Threads, call.Query.Length + call.LogSumExp.Length, samples,
            Inputs(call, forward));
        Values.AssertNear(call.QueryGradient, ofQueries[..call.Query.Length], Tolerance);

        // One group less than tiles: the first group has two.
        var byKeys = new ILGPU.Index3D((samples * shape.Heads * Tiles(shape.Keys)) - 1, 1, 1);
        var ofKeys = gpu.Run(
            KeyGradient<TKernels, TCase>, byKeys, shape.Threads, call.Key.Length + call.Value.Length + call.Bias.Length, samples,
            Inputs(call, [.. forward, .. ofQueries[call.Query.Length..]]));
        Values.AssertNear([.. call.KeyGradient, .. call.ValueGradient, .. call.BiasGradient], ofKeys, Tolerance);

        int Tiles(int rows) => (rows + TKernels.RowsOfGroup(shape) - 1) / TKernels.RowsOfGroup(shape);
    }
}
