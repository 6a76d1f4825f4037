using Gmnm.Runtime.Tests.Networks;

namespace Gmnm.Runtime.Tests.Training;

/// <summary>Parameters that no optimizer updates: states and frozen ones.</summary>
public sealed class StateTests
{
    private static readonly float[] s_inputs = [4, 5, 6, 2, 3, 4];
    private static readonly float[] s_targets = [1, -1];

    private static Trainer<CenteredRegression> Make(Optimizer optimizer, TrainerOptions? options = null) =>
        new(CenteredRegression.Create(seed: 5), optimizer, options);

    private static float[] Values(Trainer<CenteredRegression> trainer, int offset) =>
        trainer.Network.Parameters.Values.Slice(offset, CenteredRegression.Inputs).ToArray();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AStepTakesOverStatesAndLeavesFrozenParameters(bool averaged)
    {
        var trainer = Make(new AdamW(0.1, weightDecay: 0.5), new TrainerOptions { EmaDecay = averaged ? 0.5 : null });
        var (weight, frozen) = (Values(trainer, 0), Values(trainer, CenteredRegression.FrozenOffset));
        Assert.DoesNotContain(0f, frozen);
        float[] expected = [0, 0, 0];
        for (var step = 0; step < 3; step++)
        {
            trainer.Step(s_inputs, s_targets);
            expected = [.. expected.Select((state, d) => (0.9f * state) + (0.1f * (3 + d)))];
            Assert.Equal(expected, Values(trainer, CenteredRegression.StateOffset));
            Assert.Equal(frozen, Values(trainer, CenteredRegression.FrozenOffset));
        }

        Assert.All(weight.Zip(Values(trainer, 0)), static pair => Assert.NotEqual(pair.First, pair.Second));
    }

    /// <summary>The average that a training leaves has the latest states, not an average of them.</summary>
    [Fact]
    public void TheAverageHasTheLatestStates()
    {
        var data = new Dataset(s_inputs, s_targets, CenteredRegression.Inputs, 1);
        float[] Train(double? decay)
        {
            var trainer = Make(new Sgd(0.01), new TrainerOptions { BatchSize = 1, EmaDecay = decay });
            trainer.Fit(data, epochs: 4);
            return trainer.Network.Parameters.Values.ToArray();
        }

        var (plain, averaged) = (Train(null), Train(0.9));
        Assert.Equal(plain[CenteredRegression.StateOffset..], averaged[CenteredRegression.StateOffset..]);
        Assert.NotEqual(plain[..CenteredRegression.Inputs], averaged[..CenteredRegression.Inputs]);
    }

    [Fact]
    public void ARefusedStepLeavesTheStates()
    {
        var trainer = Make(new Sgd(0.1));
        trainer.Step(s_inputs, s_targets);
        var before = trainer.Network.Parameters.Values.ToArray();
        Assert.Throws<NonFiniteLossException>(() => trainer.Step(s_inputs, [float.PositiveInfinity, 0]));
        Assert.Equal(before, trainer.Network.Parameters.Values);
    }

    /// <summary>A new state is no gradient: large ones must not shorten the step.</summary>
    [Fact]
    public void ClippingSeesGradientsOnly()
    {
        float[] Train(double? clip)
        {
            var trainer = Make(new Sgd(0.1), new TrainerOptions { ClipNorm = clip });
            trainer.Network.Parameters.Write()[..CenteredRegression.StateOffset].Clear();
            trainer.Step([1e-3f, 1e-3f, 1e6f, -1e-3f, 1e-3f, -1e6f], [0, 0]);
            trainer.Network.Parameters.Write().Slice(CenteredRegression.StateOffset, 3).Fill(1e6f);
            trainer.Step([1e6f, 1e6f, 1e6f], [1e-3f]);
            return Values(trainer, 0);
        }

        Assert.Equal(Train(null), Train(10));
    }

    [Fact]
    public void AResumedTrainingEqualsAnUninterruptedOneToTheBit()
    {
        var folder = Directory.CreateTempSubdirectory("gmnm");
        var path = Path.Combine(folder.FullName, "run.checkpoint");
        var options = new TrainerOptions { EmaDecay = 0.9, ClipNorm = 1 };
        var whole = Make(new Adam(0.01), options);
        whole.Step(s_inputs, s_targets);
        whole.SaveCheckpoint(path);
        whole.Step(s_inputs, s_targets);

        var resumed = new Trainer<CenteredRegression>(CenteredRegression.Create(seed: 99), new Adam(0.01), options);
        resumed.Resume(path);
        resumed.Step(s_inputs, s_targets);
        Assert.Equal(whole.Network.Parameters.Values, resumed.Network.Parameters.Values);

        var names = SafetensorsFile.Read(path).Tensors.Select(static tensor => tensor.Name).ToArray();
        Assert.Contains("center1.runningMean", names);
        Assert.Contains("average/center1.runningMean", names);
        Assert.Contains("linear2.weight", names);
        Assert.Equal(
            ["optimizer.first_moment/linear1.weight", "optimizer.second_moment/linear1.weight"],
            names.Where(static name => name.StartsWith("optimizer.", StringComparison.Ordinal)).Order());
        folder.Delete(recursive: true);
    }

    [Fact]
    public void AStepOfOnesOwnTakesOverStates()
    {
        var network = CenteredRegression.Create();
        var gradient = new AlignedBuffer(CenteredRegression.Info.ParameterBufferLength);
        var sgd = new Sgd(0.1);
        network.ForwardBackward(s_inputs, s_targets, gradient, new AlignedBuffer(2), 0);
        sgd.Step(network.Parameters, gradient, 0.1);
        Assert.Equal([0.3f, 0.4f, 0.5f], network.Parameters.Values.Slice(CenteredRegression.StateOffset, 3).ToArray().Select(static v => MathF.Round(v, 6)));
        Assert.Throws<ShapeMismatchException>(() => sgd.Step(network.Parameters, new AlignedBuffer(16), 0.1));
        Assert.Equal(1, sgd.StepCount);
    }
}
