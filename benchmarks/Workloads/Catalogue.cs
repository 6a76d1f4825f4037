using Gmnm.Benchmarks.Networks;

namespace Gmnm.Benchmarks;

/// <summary>All workloads, and what each is to reach. Each is made when it is its turn, for some hold much memory.</summary>
internal static class Catalogue
{
    public static IEnumerable<Workload> All() => Perceptrons().Concat(Mixtures()).Concat(Architectures()).Concat(Kernels());

    /// <summary>Those whose names contain <paramref name="text"/>; all for null.</summary>
    public static IEnumerable<Workload> Filtered(string? text)
    {
        var found = false;
        foreach (var workload in All().Where(workload => workload.Name.Contains(text ?? "", StringComparison.OrdinalIgnoreCase)))
        {
            found = true;
            yield return workload;
        }

        if (!found)
        {
            throw new UserErrorException($"no workload has '{text}' in its name.");
        }
    }

    private static IEnumerable<Workload> Perceptrons()
    {
        Target[] batched = [new(Measure.OnnxRuntime, 1.2), new(Measure.Torch, 1.2)];
        yield return new PredictWorkload<SmallPerceptron>("MLP 16-32-32-4", 1)
        {
            Targets = [new(Measure.OnnxRuntime, 12), new(Measure.Torch, 45), new(Measure.C, 0.9)],
        };
        yield return new PredictWorkload<LinearClassifier>("linear 784-10", 1) { Targets = [new(Measure.OnnxRuntime, 5)] };
        yield return new PredictWorkload<DigitPerceptron>("MLP 784-128-10", 1) { Targets = [new(Measure.OnnxRuntime, 1.5)] };
        yield return new PredictWorkload<DigitPerceptron>("MLP 784-128-10", 64) { Targets = batched };
        yield return new PredictWorkload<DeepPerceptron>("MLP 256-256-256-10", 1) { Targets = [new(Measure.OnnxRuntime, 1.5)] };
        yield return new PredictWorkload<DeepPerceptron>("MLP 256-256-256-10", 64) { Targets = batched };
    }

    private static IEnumerable<Workload> Mixtures()
    {
        const string Digits = "GMNM 784, 256 components, K 4, 10";
        yield return new PredictWorkload<DigitMixture>(Digits, 1) { Targets = [new(Measure.Torch, 3)] };
        yield return new PredictWorkload<DigitMixture>(Digits, 128) { Targets = [new(Measure.Torch, 1.7)] };
        yield return new TrainingWorkload<DigitMixture>(Digits, 128) { Targets = [new(Measure.Torch, 6)] };
        yield return new TrainingWorkload<SmallMixture>("GMNM 64, 64 components, K 2, 10", 32) { Targets = [new(Measure.Torch, 20)] };
        yield return new TrainingWorkload<SurfaceMixture>("GMNM 2, 16 components, K 2, 1", 32) { Targets = [new(Measure.Torch, 150)] };
    }

    private static IEnumerable<Workload> Architectures()
    {
        yield return new PredictWorkload<ImageClassifier>("CNN 16-32", 64) { Targets = [new(Measure.Torch, 3)] };
        yield return new TrainingWorkload<ImageClassifier>("CNN 16-32", 64) { Targets = [new(Measure.Torch, 3)] };
        yield return new PredictWorkload<SeriesForecaster>("LSTM 96×7, 64", 1) { Targets = [new(Measure.Torch, 2.5)] };
        yield return new TrainingWorkload<SeriesForecaster>("LSTM 96×7, 64", 32)
        {
            FirstLayerPassesGradient = true,
            Targets = [new(Measure.Torch, 2)],
        };
        yield return new TrainingWorkload<EncoderBlock>("transformer block 64×64, 4 heads", 16)
        {
            FirstLayerPassesGradient = true,
            Targets = [new(Measure.Torch, 2)],
        };
    }

    private static IEnumerable<Workload> Kernels()
    {
        int[] sizes = [256, 512, 1024, 2048];
        foreach (var size in sizes)
        {
            yield return new ProductWorkload(size) { Targets = [new(Measure.Torch, 1), new(Measure.MultiplyAddPeak, 0.8)] };
        }

        yield return new UpdateWorkload(10_000_000) { Targets = [new(Measure.Bandwidth, 0.8)] };
    }
}
