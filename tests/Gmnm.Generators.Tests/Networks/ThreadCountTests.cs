using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Runs after the tests that run side by side: a run that finds the threads busy uses its own alone.</summary>
[CollectionDefinition(nameof(ThreadCountTests), DisableParallelization = true)]
public sealed class ThreadCountCollection;

/// <summary>The number of threads changes nothing: predictions, loss and gradients are the same to the bit.</summary>
[Collection(nameof(ThreadCountTests))]
public sealed class ThreadCountTests : IDisposable
{
    private static readonly int[] s_threads = [2, 3, 8];

    private readonly int _before = Parallelism.Threads;

    public static TheoryData<string> Networks => [.. NetworkCases.All.Select(static network => network.Name)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void ResultsAreTheSameToTheBit(string name)
    {
        var (declaration, network) = (NetworkCases.Assembly.Value.Declaration(name), NetworkCases.Assembly.Value.Create(name));
        var compiled = CompiledNetwork.Compile(declaration);
        var most = Math.Max(40, 2_000_000 / (compiled.InputShape.Elements * (int)Math.Max(1, compiled.Inference.Graph.Nodes.Length)));
        foreach (var batch in (int[])[Math.Min((5 * compiled.Training!.PartSamples) + 3, most), 33])
        {
            Same(declaration, network, batch);
        }
    }

    public void Dispose() => Parallelism.Threads = _before;

    private static void Same(NetworkDeclaration declaration, GeneratedNetwork network, int batch)
    {
        var bindings = NetworkData.Draw(declaration, batch, seed: batch);
        network.Assign(bindings.Parameters);
        Parallelism.Threads = 1;
        var (training, prediction) = Results(network, bindings);
        foreach (var threads in s_threads)
        {
            Parallelism.Threads = threads;
            var (others, otherPrediction) = Results(network, bindings);
            Assert.Equal(training, others);
            Assert.Equal(prediction, otherPrediction);
        }
    }

    private static (int[] Training, int[] Prediction) Results(GeneratedNetwork network, Bindings bindings)
    {
        var run = TrainingRun.Of(network, bindings);
        var output = new float[bindings.Batch * network.Info.OutputLength];
        network.Predict(GeneratedNetwork.Floats(bindings.Input), output);
        return ([.. run.Flat.Prepend(run.Loss).Select(BitConverter.SingleToInt32Bits)], [.. output.Select(BitConverter.SingleToInt32Bits)]);
    }
}
