using Gmnm.Benchmarks.Networks;

namespace Gmnm.Benchmarks;

/// <summary>All workloads, and what each is to reach. Each is made when it is asked for, and can be collected after it.</summary>
internal static class Catalogue
{
    public static IEnumerable<Workload> All()
    {
        yield return new PredictWorkload<SmallPerceptron>("MLP 16-32-32-4", 1)
        {
            Targets = [new(Measure.OnnxRuntime, 12), new(Measure.Torch, 45), new(Measure.C, 0.9)],
        };
        yield return new TrainingWorkload<SmallMixture>("GMNM 64, 64 components, K 2, 10 outputs", 32)
        {
            Targets = [new(Measure.Torch, 20)],
        };
    }
}
