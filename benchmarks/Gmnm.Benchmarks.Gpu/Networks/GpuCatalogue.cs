using Gmnm.Benchmarks.Networks;

namespace Gmnm.Benchmarks.Gpu;

/// <summary>The networks that are compared and timed.</summary>
internal static class GpuCatalogue
{
    private const int TinyBatch = 3;

    /// <summary>What <c>torch_gpu.py</c> has too.</summary>
    /// <param name="quick">Whether batches are tiny.</param>
    public static IEnumerable<BenchmarkNetwork> Timed(bool quick)
    {
        yield return new BenchmarkNetwork<DigitMixture>("GMNM 784, 256 components, K 4, 10", quick ? TinyBatch : 4096);
        yield return new BenchmarkNetwork<DigitClassifier>("MLP 784-128-10", quick ? TinyBatch : 128);
        yield return new BenchmarkNetwork<SmallMixture>("GMNM 64, 64 components, K 2, 10", quick ? TinyBatch : 128);
        yield return new BenchmarkNetwork<ImageClassifier>("CNN 16-32", quick ? TinyBatch : 128);
        yield return new BenchmarkNetwork<SeriesForecaster>("LSTM 96x7, 64", quick ? TinyBatch : 128);
        yield return new BenchmarkNetwork<EncoderBlock>("transformer block 64x64, 4 heads", quick ? TinyBatch : 128);
    }

    /// <summary>Every kind of layer. Batches are odd, and more than a tile and than a part of a sum.</summary>
    public static IEnumerable<BenchmarkNetwork> LayerKinds(bool quick)
    {
        var batch = quick ? TinyBatch : 301;
        yield return new BenchmarkNetwork<DropoutPerceptron>("MLP with GELU and dropout", batch);
        yield return new BenchmarkNetwork<NormalizedPerceptron>("normalisations and softmax", batch);
        yield return new BenchmarkNetwork<NormMixture>("GMNM, K 4, norm", batch);
        yield return new BenchmarkNetwork<StackedMixture>("GMNM, K 3 and 6, sum and norm", batch);
        yield return new BenchmarkNetwork<AxisAlignedMixture>("GMNM, diagonal, isotropic, quadratic", batch);
        yield return new BenchmarkNetwork<LstmSeries>("LSTM", batch);
        yield return new BenchmarkNetwork<GruSeries>("GRU", batch);
        yield return new BenchmarkNetwork<GaussianSeries>("GMNM LSTM and attention", batch);
        yield return new BenchmarkNetwork<GroupedConvolutions>("convolutions, groups, pooling", batch);
        yield return new BenchmarkNetwork<UpsampledConvolutions>("depthwise, transposed, upsampling", batch);
        yield return new BenchmarkNetwork<GaussianConvolution>("GMNM convolution, group norm", batch);
        yield return new BenchmarkNetwork<TokenEncoder>("embedding, attention, transformer", batch, indices: 5);
    }
}
