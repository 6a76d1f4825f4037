using Gmnm.Runtime.Tests.Networks;

namespace Gmnm.Runtime.Tests.Training;

public class TrainerTests
{
    private static readonly Dataset Train = Samples.Clusters(103);
    private static readonly Dataset Validation = Samples.Clusters(50, seed: 2);

    private static Trainer<SoftmaxRegression> Make(TrainerOptions? options = null, Optimizer? optimizer = null) =>
        new(SoftmaxRegression.Create(7), optimizer ?? new AdamW(0.02), options ?? new TrainerOptions { BatchSize = 8, Seed = 3 });

    private static float[] Parameters(Trainer<SoftmaxRegression> trainer) => trainer.Network.Parameters.Values.ToArray();

    [Fact]
    public void ClassesAreLearnt()
    {
        var trainer = Make();
        var report = trainer.Fit(Train, Validation, epochs: 10);
        Assert.Equal(10, report.Epochs.Length);
        Assert.True(report.Epochs[^1].Validation!.Value.Accuracy > 0.9);
        Assert.Null(report.Epochs[^1].Validation!.Value.MeanAbsoluteError);
        Assert.True(report.Epochs[^1].TrainingLoss < report.Epochs[0].TrainingLoss / 2);
        Assert.Equal(report.Epochs[^1].Validation, trainer.Evaluate(Validation));
        Assert.False(report.StoppedEarly || report.Cancelled);
    }

    [Fact]
    public void ValuesAreLearnt()
    {
        var trainer = new Trainer<LinearRegression>(LinearRegression.Create(), new Sgd(0.1, 0.5));
        var report = trainer.Fit(Samples.Line(200), Samples.Line(60, seed: 5), epochs: 20);
        Assert.True(report.Best!.Validation!.Value.MeanAbsoluteError < 0.02);
        Assert.Null(report.Best!.Validation!.Value.Accuracy);
    }

    [Fact]
    public void EvaluationIsThatOfAllSamplesWhateverTheChunk()
    {
        var whole = Make(new TrainerOptions { EvaluationBatchSize = 1000 }).Evaluate(Validation);
        var chunks = Make(new TrainerOptions { EvaluationBatchSize = 7 }).Evaluate(Validation);
        Assert.Equal(whole.Loss, chunks.Loss, 1e-6);
        Assert.Equal(whole.Accuracy, chunks.Accuracy);
    }

    [Fact]
    public void ALikelihoodIsMeasuredByItsMeans()
    {
        var trainer = new Trainer<MeanAndVariance>(MeanAndVariance.Create(), new Sgd(0.1));
        var data = new Dataset(new float[] { 5, 7 }, new float[] { 4, 7, 9, 10 }, 1, 2);
        Assert.Equal((1 + 2 + 2 + 3) / 4.0, trainer.Evaluate(data).MeanAbsoluteError);
        Assert.Single(trainer.Fit(data).Epochs);
    }

    [Fact]
    public void TheSameSeedGivesTheSameParametersToTheBit()
    {
        var first = Make();
        var second = Make();
        var other = Make(new TrainerOptions { BatchSize = 8, Seed = 4 });
        first.Fit(Train, epochs: 3);
        second.Fit(Train, epochs: 3);
        other.Fit(Train, epochs: 3);
        Assert.Equal(Parameters(first), Parameters(second));
        Assert.NotEqual(Parameters(first), Parameters(other));
    }

    [Fact]
    public void EachEpochUsesEverySampleOnceInANewOrder()
    {
        var trainer = Make();
        var again = Make();
        trainer.Fit(Train, epochs: 2);
        again.Fit(Train, epochs: 2);
        var first = trainer.Network.Seen.Take(Train.Count).ToArray();
        var second = trainer.Network.Seen.Skip(Train.Count).ToArray();
        var all = Enumerable.Range(0, Train.Count).Select(i => Train.Input(i)[0]).ToArray();
        Assert.Equal(all.Order(), first.Order());
        Assert.Equal(all.Order(), second.Order());
        Assert.NotEqual(first, second);
        Assert.NotEqual(all, first);
        Assert.Equal(trainer.Network.Seen, again.Network.Seen);
    }

    [Fact]
    public void WithoutShufflingSamplesKeepTheirOrder()
    {
        var trainer = Make(new TrainerOptions { BatchSize = 8, Shuffle = false });
        trainer.Fit(Train);
        Assert.Equal(Enumerable.Range(0, Train.Count).Select(i => Train.Input(i)[0]), trainer.Network.Seen);
    }

    [Fact]
    public void StepsOfOnesOwnEqualThoseOfFit()
    {
        var fitted = Make(new TrainerOptions { BatchSize = 10, Shuffle = false });
        fitted.Fit(Train);
        var stepped = Make(new TrainerOptions { BatchSize = 10 });
        for (var start = 0; start < Train.Count; start += 10)
        {
            var batch = Train.Slice(start, Math.Min(10, Train.Count - start));
            stepped.Step(batch.Inputs.Span, batch.Targets.Span);
        }

        Assert.Equal(Parameters(fitted), Parameters(stepped));
        Assert.Equal(11, stepped.StepCount);
    }

    [Fact]
    public void ReportsFollowTheSteps()
    {
        var steps = new List<StepReport>();
        var epochs = new List<EpochReport>();
        var schedule = new CosineSchedule(26, warmUpSteps: 4);
        var trainer = Make(new TrainerOptions { BatchSize = 8, Schedule = schedule });
        var report = trainer.Fit(Train, Validation, epochs: 2, steps.Add, epochs.Add);
        Assert.Equal(Enumerable.Range(1, 26).Select(step => (long)step), steps.Select(step => step.Step));
        Assert.All(steps, step => Assert.Equal(0.02 * schedule.Factor(step.Step - 1), step.LearningRate, 1e-15));
        Assert.Equal((1, 103), (steps[12].Epoch, steps[12].Position));
        Assert.Equal((2, 8), (steps[13].Epoch, steps[13].Position));
        Assert.Equal(steps[12].MeanLoss, report.Epochs[0].TrainingLoss);
        Assert.Equal(report.Epochs, epochs);
    }

    [Fact]
    public void DropoutKeysAreAFunctionOfSeedAndStep()
    {
        var first = Make();
        var second = Make();
        first.Fit(Train, epochs: 2);
        second.Fit(Train, epochs: 2);
        Assert.Equal(first.Network.DropoutKeys, second.Network.DropoutKeys);
        Assert.Equal(26, first.Network.DropoutKeys.Distinct().Count());
    }

    public static TheoryData<string> Optimizers => ["sgd", "momentum", "adam", "adamw"];

    internal static Optimizer Optimizer(string name) => name switch
    {
        "sgd" => new Sgd(0.05),
        "momentum" => new Sgd(0.05, 0.9, nesterov: true, weightDecay: 0.01),
        "adam" => new Adam(0.02),
        _ => new AdamW(0.02),
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void StepsOfAnEpochAllocateNothing(string optimizer)
    {
        var options = new TrainerOptions { BatchSize = 8, ClipNorm = 1, EmaDecay = 0.9, Schedule = new OneCycleSchedule(100) };
        long first = 0, last = 0;
        Make(options, Optimizer(optimizer)).Fit(Train, epochs: 1, onStep: step =>
        {
            last = GC.GetAllocatedBytesForCurrentThread();
            first = step.Step == 2 ? last : first;
        });
        Assert.NotEqual(0, first);
        Assert.Equal(0, last - first);
    }

    [Fact]
    public void EvaluationAllocatesOnlyTheFirstTime()
    {
        var trainer = Make();
        trainer.Evaluate(Validation);
        var before = GC.GetAllocatedBytesForCurrentThread();
        trainer.Evaluate(Validation);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void CancellationKeepsTheLastFinishedStepAndFitGoesOnFromThere()
    {
        using var source = new CancellationTokenSource();
        float[] atCancel = [];
        var trainer = Make();
        var report = trainer.Fit(Train, epochs: 3, onStep: step =>
        {
            if (step.Step == 17)
            {
                atCancel = Parameters(trainer);
                source.Cancel();
            }
        }, cancellation: source.Token);
        Assert.True(report.Cancelled);
        Assert.Single(report.Epochs);
        Assert.Equal(17, trainer.StepCount);
        Assert.Equal(atCancel, Parameters(trainer));

        var whole = Make();
        var wholeReport = whole.Fit(Train, epochs: 3);
        Assert.Equal(wholeReport.Epochs.Select(epoch => epoch.TrainingLoss), trainer.Fit(Train, epochs: 3).Epochs.Select(epoch => epoch.TrainingLoss));
        Assert.Equal(Parameters(whole), Parameters(trainer));
    }

    [Fact]
    public void ANonFiniteLossThrowsBeforeTheParametersAreTouched()
    {
        var trainer = Make();
        trainer.Network.FailAtCall = 15;
        float[] before = [];
        var error = Assert.Throws<NonFiniteLossException>(() => trainer.Fit(Train, epochs: 3, onStep: _ => before = Parameters(trainer)));
        Assert.Equal((14, 1), (error.Step, error.Epoch));
        Assert.True(double.IsNaN(error.Value));
        Assert.Equal(before, Parameters(trainer));
        Assert.Equal(14, trainer.Optimizer.StepCount);
    }

    [Fact]
    public void AnInfiniteGradientThrowsWhereItIsClipped()
    {
        var trainer = Make(new TrainerOptions { ClipNorm = 1 });
        trainer.Network.HasInfiniteGradient = true;
        var before = Parameters(trainer);
        var error = Assert.Throws<NonFiniteLossException>(() => trainer.Fit(Train));
        Assert.Contains("gradient norm", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Parameters(trainer));
    }

    /// <summary>Validation labels that contradict the training data: its loss only rises.</summary>
    private static Dataset Contradiction { get; } = new(
        Train.Inputs, Train.Targets.ToArray().Select(label => (label + 1) % 3).ToArray(), Train.InputLength, 1);

    [Fact]
    public void TrainingStopsAfterEpochsWithoutImprovementAndRestoresTheBest()
    {
        var trainer = Make(new TrainerOptions { BatchSize = 8, EarlyStoppingPatience = 3 });
        float[] best = [];
        var report = trainer.Fit(Train, Contradiction, epochs: 50, onEpoch: epoch => best = epoch.IsBest ? Parameters(trainer) : best);
        Assert.True(report.StoppedEarly);
        Assert.Equal(report.BestEpoch + 3, report.Epochs.Length);
        Assert.Equal(report.Epochs.Min(epoch => epoch.ComparedLoss), report.Best!.ComparedLoss);
        Assert.Equal(best, Parameters(trainer));
        Assert.Equal(report.Best!.Validation, trainer.Evaluate(Contradiction));
        Assert.Equal(report.Epochs.Length, trainer.Fit(Train, Contradiction, epochs: 50).Epochs.Length);
    }

    [Fact]
    public void WithoutRestoringTheLastParametersStay()
    {
        var trainer = Make(new TrainerOptions { BatchSize = 8, EarlyStoppingPatience = 2, RestoreBest = false });
        float[] last = [];
        trainer.Fit(Train, Contradiction, epochs: 50, onEpoch: _ => last = Parameters(trainer));
        Assert.Equal(last, Parameters(trainer));
    }

    [Fact]
    public void TrainingGoesOnFromTheTrainedParametersNotFromTheBest()
    {
        var options = new TrainerOptions { BatchSize = 8, EarlyStoppingPatience = 100, EmaDecay = 0.9 };
        var parts = Make(options);
        var whole = Make(options);
        parts.Fit(Train, Contradiction, epochs: 2);

        // A view to look at is a new version of the parameters, but no new parameters.
        parts.Network.Parameters.Write();
        parts.Fit(Train, Contradiction, epochs: 5);
        whole.Fit(Train, Contradiction, epochs: 5);
        Assert.Equal(Parameters(whole), Parameters(parts));
    }

    [Fact]
    public void FitLeavesTheAverageOfTheParameters()
    {
        const float decay = 0.8f;
        var trainer = Make(new TrainerOptions { BatchSize = 8, EmaDecay = decay });
        var average = Parameters(trainer);
        float[] trained = [];
        trainer.Fit(Train, Validation, epochs: 2, onStep: _ =>
        {
            trained = Parameters(trainer);
            average = [.. average.Zip(trained, (a, p) => a + ((1 - decay) * (p - a)))];
        });
        Assert.NotEqual(trained, Parameters(trainer));
        Assert.All(average.Zip(Parameters(trainer)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void ParametersLoadedAfterFitAreTheOnesThatTrainingGoesOnWith()
    {
        var trainer = Make(new TrainerOptions { BatchSize = 8, EmaDecay = 0.9 }, new Sgd(0));
        trainer.Fit(Train);
        using var other = new MemoryStream();
        SoftmaxRegression.Create(99).Save(other);
        trainer.Network.LoadParameters(other.ToArray());
        trainer.Step(Train.Inputs.Span, Train.Targets.Span);
        Assert.Equal(SoftmaxRegression.Create(99).Parameters.Values, trainer.Network.Parameters.Values);
    }

    [Fact]
    public void DataThatDoesNotFitIsRefusedBeforeTraining()
    {
        var trainer = Make();
        var before = Parameters(trainer);
        Assert.Throws<ShapeMismatchException>(() => trainer.Fit(Samples.Line(10)));
        Assert.Throws<ShapeMismatchException>(() => trainer.Fit(new Dataset(new float[8], new float[4], 4, 2)));
        Assert.Throws<ShapeMismatchException>(() => trainer.Fit(Train.Slice(0, 0)));
        Assert.Throws<ShapeMismatchException>(() => trainer.Fit(Train, Samples.Line(10)));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(Train, epochs: -1));
        var error = Assert.Throws<InvalidTargetException>(() => trainer.Fit(Dataset.FromLabels(new float[12], [0, 3, 1])));
        Assert.Equal((1, 3f), (error.Sample, error.Value));
        Assert.Contains("training data", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<InvalidTargetException>(() => trainer.Fit(Train, Dataset.FromLabels(new float[12], [0, 1, -1])));
        Assert.Contains("validation data", error.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeMismatchException>(() => trainer.Step([], []));
        Assert.Throws<ShapeMismatchException>(() => trainer.Step(new float[5], new float[1]));
        Assert.Equal(before, Parameters(trainer));
    }

    [Fact]
    public void OptionsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(new TrainerOptions { BatchSize = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(new TrainerOptions { EvaluationBatchSize = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(new TrainerOptions { ClipNorm = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(new TrainerOptions { EmaDecay = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(new TrainerOptions { EarlyStoppingPatience = 0 }));
        var used = new Adam();
        used.Attach(5);
        Assert.Throws<ShapeMismatchException>(() => Make(optimizer: used));
    }

    [Fact]
    public void ABatchLargerThanTheDataIsTheData()
    {
        var trainer = Make(new TrainerOptions { BatchSize = int.MaxValue, EvaluationBatchSize = int.MaxValue });
        trainer.Fit(Train, Validation, epochs: 2);
        Assert.Equal(2, trainer.StepCount);
    }
}
