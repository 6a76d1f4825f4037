using System.Reflection;
using Gmnm.Generators.Tests.Networks;
using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Training;

/// <summary>Running statistics through the trainer: steps, files, averages.</summary>
public sealed class BatchNormTrainingTests
{
    private const int Channels = 3;

    private static readonly Lazy<GeneratedAssembly> s_assembly = new(static () => new GeneratedAssembly(
        "using Gmnm; namespace Trained;\n"
        + string.Concat(TrainingFixture.All.Select(static fixture => Declare(fixture.Name, fixture.Attributes)))
        + Declare("Stack", "[Input(3)] [BatchNorm] [Linear(8)] [BatchNorm(Momentum = 0.05)] [Relu] [Dropout(0.2)] [Linear(1)] [Loss(LossKind.MeanSquaredError)]")
        + Declare("Alone", "[Input(3)] [BatchNorm(Momentum = 0.02)] [Loss(LossKind.MeanSquaredError)]"),
        "Trained"));

    public static TheoryData<string> Fixtures => [.. TrainingFixture.All.Select(static fixture => fixture.Name)];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void StepsFollowPyTorch(string name) => Run(nameof(FollowPyTorch), name, name);

    [Fact]
    public void RunningStatisticsBecomeThoseOfTheData() => Run(nameof(Converge), "Alone");

    /// <summary>The result of a single sample is the bias; its mean counts, its variance does not exist.</summary>
    [Fact]
    public void ASingleSampleLeavesTheVariance() => Run(nameof(StepOnOneSample), "Alone");

    [Fact]
    public void AResumedTrainingEqualsAnUninterruptedOneToTheBit() => Run(nameof(Resume), "Stack");

    [Fact]
    public void ASavedNetworkPredictsTheSameToTheBit() => Run(nameof(SaveAndLoad), "Stack");

    [Fact]
    public void TheAverageHasTheLatestStatistics() => Run(nameof(Average), "Stack");

    [Fact]
    public void AStepAllocatesNothing() => Run(nameof(StepWithoutAllocation), "Stack");

    private static void FollowPyTorch<TNetwork>(string name)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var fixture = TrainingFixture.All.Single(fixture => fixture.Name == name);
        var network = TNetwork.Create();
        GeneratedNetwork.Assign(network.Parameters, fixture.Start);
        var trainer = new Trainer<TNetwork>(network, fixture.CreateOptimizer());
        foreach (var (input, target, loss) in fixture.Steps)
        {
            var actual = trainer.Step(GeneratedNetwork.Floats(input), GeneratedNetwork.Floats(target));
            OracleAssert.Close("loss", [actual], [loss], 1e-5);
        }

        foreach (var parameter in network.Parameters.Info.Parameters)
        {
            var values = GeneratedNetwork.Doubles(network.Parameters.Values.Slice(parameter.Offset, parameter.Length));
            OracleAssert.Close(parameter.Name, values, fixture.End[parameter.Name], 1e-5);
        }

        var output = new float[fixture.Output.Length];
        network.Predict(GeneratedNetwork.Floats(fixture.Input), output);
        OracleAssert.Close("prediction", GeneratedNetwork.Doubles(output), fixture.Output, 1e-5);
    }

    private static void Converge<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        const int Batch = 64;
        var random = new Random(1);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double[] means = [-3, 0.5, 100], deviations = [0.1, 2, 5];
        var trainer = new Trainer<TNetwork>(TNetwork.Create(), new Sgd(0));
        var (inputs, targets) = (new float[Batch * Channels], new float[Batch * Channels]);
        for (var step = 0; step < 600; step++)
        {
            for (var i = 0; i < inputs.Length; i++)
            {
                inputs[i] = (float)(means[i % Channels] + (deviations[i % Channels] * Normal()));
            }

            trainer.Step(inputs, targets);
        }

        // A moving average over 600 steps with 2 % of each: about 100 batches count.
        var (running, variance) = (State(trainer.Network, "Mean"), State(trainer.Network, "Variance"));
        for (var channel = 0; channel < Channels; channel++)
        {
            Assert.Equal(means[channel], running[channel], 0.1 * deviations[channel]);
            Assert.Equal(1, variance[channel] / (deviations[channel] * deviations[channel]), 0.1);
        }
    }

    private static void StepOnOneSample<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var network = TNetwork.Create();
        network.Parameters.Write()[network.Parameters.Info.Parameters.Single(static p => p.Name.EndsWith("bias", StringComparison.Ordinal)).Offset] = 2;
        var loss = new Trainer<TNetwork>(network, new Sgd(0)).Step([50, -100, 0], [0, 0, 0]);
        Assert.Equal(4 / 3f, loss, 1e-6f);
        Assert.Equal([1, 1, 1], State(network, "Variance"));
        Assert.Equal([1, -2, 0], State(network, "Mean").Select(static value => MathF.Round(value, 5)));
    }

    private static void Resume<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var folder = Directory.CreateTempSubdirectory("gmnm");
        var path = Path.Combine(folder.FullName, "run.checkpoint");
        var options = new TrainerOptions { BatchSize = 8, EmaDecay = 0.9, ClipNorm = 1 };
        var whole = new Trainer<TNetwork>(TNetwork.Create(1), new AdamW(0.01), options);
        whole.Fit(Data(45), epochs: 3, onStep: report =>
        {
            if (report.Step == 8)
            {
                whole.SaveCheckpoint(path);
            }
        });
        var resumed = new Trainer<TNetwork>(TNetwork.Create(2), new AdamW(0.01), options);
        resumed.Resume(path);
        resumed.Fit(Data(45), epochs: 3);
        Assert.Equal(whole.Network.Parameters.Values, resumed.Network.Parameters.Values);
        folder.Delete(recursive: true);
    }

    private static void SaveAndLoad<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var trainer = new Trainer<TNetwork>(TNetwork.Create(1), new AdamW(0.01));
        trainer.Fit(Data(45), epochs: 2);
        using var file = new MemoryStream();
        trainer.Network.Save(file);
        var loaded = NetworkFiles.Load<TNetwork>(file.ToArray());
        Assert.Equal(trainer.Network.Parameters.Values, loaded.Parameters.Values);
        Assert.Equal(Predict(trainer.Network), Predict(loaded));
        Assert.NotEqual(Predict(TNetwork.Create(1)), Predict(loaded));
    }

    private static void Average<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        TNetwork Train(double? decay)
        {
            var trainer = new Trainer<TNetwork>(TNetwork.Create(1), new AdamW(0.01), new TrainerOptions { EmaDecay = decay });
            trainer.Fit(Data(45), epochs: 3);
            return trainer.Network;
        }

        var (plain, averaged) = (Train(null), Train(0.9));
        Assert.Equal(State(plain, "Mean"), State(averaged, "Mean"));
        Assert.Equal(State(plain, "Variance"), State(averaged, "Variance"));
        Assert.NotEqual(Predict(plain), Predict(averaged));
    }

    private static void StepWithoutAllocation<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var data = Data(16);
        var options = new TrainerOptions { EmaDecay = 0.9, ClipNorm = 1 };
        var trainer = new Trainer<TNetwork>(TNetwork.Create(), new AdamW(0.01), options);
        trainer.Step(data.Inputs.Span, data.Targets.Span);
        trainer.Step(data.Inputs.Span, data.Targets.Span);
        var before = GC.GetAllocatedBytesForCurrentThread();
        trainer.Step(data.Inputs.Span, data.Targets.Span);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Dataset Data(int count)
    {
        var random = new Random(count);
        var inputs = Enumerable.Range(0, count * Channels).Select(_ => (random.NextSingle() * 4) + 1).ToArray();
        return new Dataset(inputs, Enumerable.Range(0, count).Select(i => inputs[i * Channels] * inputs[(i * Channels) + 1]).ToArray(), Channels, 1);
    }

    private static float[] Predict<TNetwork>(TNetwork network)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var output = new float[5];
        network.Predict(Data(5).Inputs.Span, output);
        return output;
    }

    /// <summary>The running means or variances of all layers, in order.</summary>
    private static float[] State<TNetwork>(TNetwork network, string name)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var values = new List<float>();
        foreach (var parameter in network.Parameters.Info.Parameters.Where(p => p.Name.EndsWith("running" + name, StringComparison.Ordinal)))
        {
            Assert.Equal(ParameterKind.State, parameter.Kind);
            values.AddRange(network.Parameters.Values.Slice(parameter.Offset, parameter.Length));
        }

        Assert.NotEmpty(values);
        return [.. values];
    }

    private static string Declare(string name, string attributes) =>
        $"\n/// <summary>A test network.</summary>\n[Network] {attributes}\npublic partial class {name};\n";

    private static void Run(string method, string network, params object[] arguments) => typeof(BatchNormTrainingTests)
        .GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!
        .MakeGenericMethod(s_assembly.Value.Type(network))
        .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
