using Gmnm.Benchmarks.Networks;

namespace Gmnm.Benchmarks.Peers.C;

/// <summary>What the hand-written C runs a workload with, in one thread.</summary>
internal static class CContenders
{
    /// <summary>Null where nothing is written for it.</summary>
    public static Contender? Create(Workload workload, double learningRate) => workload switch
    {
        NetworkWorkload { Batch: 1, Info.Name: nameof(SmallPerceptron) or nameof(LinearClassifier) or nameof(DigitPerceptron) or nameof(DeepPerceptron) } network
            when CLibrary.Function(CPerceptron.FunctionName(network.Info)) is { } function => new CPerceptron(function, network),
        UpdateWorkload update
            when CLibrary.Function(CUpdate.FunctionName) is { } function => new CUpdate(function, update, learningRate),
        _ => null,
    };
}
