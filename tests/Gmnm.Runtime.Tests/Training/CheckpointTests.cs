using CsCheck;
using Gmnm.Runtime.Tests.Networks;
using Gmnm.Runtime.Tests.Serialization;

namespace Gmnm.Runtime.Tests.Training;

public sealed class CheckpointTests : IDisposable
{
    private static readonly Dataset Train = Samples.Clusters(53);
    private static readonly Dataset Validation = Samples.Clusters(20, seed: 2);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gmnm");

    public void Dispose() => _folder.Delete(recursive: true);

    private string FilePath => Path.Combine(_folder.FullName, "run.checkpoint");

    private static Trainer<SoftmaxRegression> Make(string optimizer = "adamw", bool everything = true, ulong network = 7, ulong seed = 3) => new(
        SoftmaxRegression.Create(network),
        TrainerTests.Optimizer(optimizer),
        new TrainerOptions
        {
            BatchSize = 8,
            Seed = seed,
            Schedule = new CosineSchedule(28, 3),
            ClipNorm = everything ? 0.5 : null,
            EmaDecay = everything ? 0.9 : null,
            EarlyStoppingPatience = everything ? 10 : null,
        });

    private static float[] Parameters(Trainer<SoftmaxRegression> trainer) => trainer.Network.Parameters.Values.ToArray();

    private static void AssertSame(Trainer<SoftmaxRegression> expected, Trainer<SoftmaxRegression> actual)
    {
        Assert.Equal(Parameters(expected), Parameters(actual));
        Assert.Equal((expected.StepCount, expected.EpochCount), (actual.StepCount, actual.EpochCount));
        Assert.Equal(expected.Optimizer.StepCount, actual.Optimizer.StepCount);
        for (var i = 0; i < expected.Optimizer.StateNames.Count; i++)
        {
            Assert.Equal(expected.Optimizer.State(i).Span, actual.Optimizer.State(i).Span);
        }
    }

    private static IEnumerable<EpochReport> WithoutTime(TrainingReport report) => report.Epochs.Select(epoch => epoch with { Seconds = 0 });

    public static TheoryData<string, bool, int> Interruptions
    {
        get
        {
            var data = new TheoryData<string, bool, int>();
            foreach (var optimizer in TrainerTests.Optimizers)
            {
                // Seven steps an epoch: before its middle, at its last step, after one, and later.
                foreach (var step in new[] { 1, 4, 7, 8, 20 })
                {
                    data.Add(optimizer, true, step);
                    data.Add(optimizer, false, step);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Interruptions))]
    public void AResumedTrainingEqualsAnUninterruptedOneToTheBit(string optimizer, bool everything, int step)
    {
        var whole = Make(optimizer, everything);
        var expected = whole.Fit(Train, Validation, epochs: 4, onStep: report =>
        {
            if (report.Step == step)
            {
                whole.SaveCheckpoint(FilePath);
            }
        });

        var resumed = Make(optimizer, everything, network: 1000, seed: 1000);
        resumed.Resume(FilePath);
        Assert.Equal(step, resumed.StepCount);
        var actual = resumed.Fit(Train, Validation, epochs: 4);
        AssertSame(whole, resumed);
        Assert.Equal(WithoutTime(expected), WithoutTime(actual));
        Assert.Equal(expected.BestEpoch, actual.BestEpoch);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ACheckpointAfterAnEpochOrAfterFitResumesToTheBit(bool everything)
    {
        var whole = Make(everything: everything);
        whole.Fit(Train, Validation, epochs: 4);

        var first = Make(everything: everything);
        first.Fit(Train, Validation, epochs: 1, onEpoch: _ => first.SaveCheckpoint(FilePath));
        var second = Make(everything: everything, network: 1000);
        second.Resume(FilePath);
        second.Fit(Train, Validation, epochs: 3);
        second.SaveCheckpoint(FilePath);
        var third = Make(everything: everything, network: 2000);
        third.Resume(FilePath);
        third.Fit(Train, Validation, epochs: 4);
        AssertSame(whole, third);
    }

    [Fact]
    public void ATrainingThatResumesItsOwnCheckpointRepeatsItself()
    {
        var trainer = Make();
        trainer.Fit(Train, Validation, epochs: 2);
        trainer.SaveCheckpoint(FilePath);
        trainer.Fit(Train, Validation, epochs: 4);
        var after = Parameters(trainer);
        trainer.Resume(FilePath);
        Assert.NotEqual(after, Parameters(trainer));
        trainer.Fit(Train, Validation, epochs: 4);
        Assert.Equal(after, Parameters(trainer));
    }

    [Fact]
    public void ACheckpointIsAlsoAFileOfTrainedParameters()
    {
        var trainer = Make();
        float[] trained = [];
        trainer.Fit(Train, onStep: _ => trained = Parameters(trainer));
        trainer.SaveCheckpoint(FilePath);
        Assert.Equal(trained, NetworkFiles.Load<SoftmaxRegression>(FilePath).Parameters.Values);
    }

    [Fact]
    public void AnEpochThatWasBegunNeedsTheSameNumberOfSamples()
    {
        var trainer = Make();
        trainer.Fit(Train, onStep: report => SaveAt(trainer, report, 3));
        var resumed = Make();
        resumed.Resume(FilePath);
        Assert.Throws<ShapeMismatchException>(() => resumed.Fit(Train.Slice(0, 40)));
    }

    private void SaveAt(Trainer<SoftmaxRegression> trainer, StepReport report, int step)
    {
        if (report.Step == step)
        {
            trainer.SaveCheckpoint(FilePath);
        }
    }

    [Fact]
    public void ACheckpointInterruptedAtAnyOperationLeavesThePreviousOneLoadable()
    {
        var trainer = Make();
        trainer.Fit(Train, Validation, epochs: 1);
        trainer.SaveCheckpoint(FilePath);
        var previous = File.ReadAllBytes(FilePath);
        trainer.Fit(Train, Validation, epochs: 2);

        var interruptions = 0;
        for (var operation = 0; ; operation++)
        {
            // A failure is an error that the process survives; a crash also keeps it from cleaning up.
            foreach (var isCrash in new[] { false, true })
            {
                var files = new FailingFiles(operation, isCrash);
                try
                {
                    trainer.SaveCheckpoint(FilePath, files);
                }
                catch (FailingFiles.InterruptedException)
                {
                    interruptions++;
                    Assert.Equal(previous, File.ReadAllBytes(FilePath));
                    Make().Resume(FilePath);
                    Assert.True(isCrash || _folder.GetFiles().Length == 1);
                    foreach (var left in _folder.GetFiles("*.tmp"))
                    {
                        left.Delete();
                    }

                    continue;
                }

                // Every operation went through: the new checkpoint is there.
                Assert.True(interruptions > 2 * 15, $"{interruptions} interruptions");
                var resumed = Make();
                resumed.Resume(FilePath);
                Assert.Equal(trainer.StepCount, resumed.StepCount);
                return;
            }
        }
    }

    public static TheoryData<string> Mismatches => ["optimizer", "state", "average missing", "average extra", "best missing", "network", "parameters only"];

    [Theory]
    [MemberData(nameof(Mismatches))]
    public void ACheckpointOfAnotherTrainingIsRefusedAndNothingChanges(string kind)
    {
        switch (kind)
        {
            case "optimizer": SaveOf(Make("adam")); break;
            case "state": SaveOf(Make("sgd")); break;
            case "average missing" or "best missing": SaveOf(Make(everything: false)); break;
            case "average extra": SaveOf(Make()); break;
            case "parameters only": SoftmaxRegression.Create(1).Save(FilePath); break;
            default:
                var other = new Trainer<LinearRegression>(LinearRegression.Create(), new AdamW());
                other.Fit(Samples.Line(10));
                other.SaveCheckpoint(FilePath);
                break;
        }

        var trainer = kind switch
        {
            "state" => Make("momentum"),
            "average extra" or "network" => Make(everything: false),
            "best missing" => new Trainer<SoftmaxRegression>(
                SoftmaxRegression.Create(7), new AdamW(), new TrainerOptions { BatchSize = 8, EarlyStoppingPatience = 2 }),
            _ => Make(),
        };
        trainer.Fit(Train, Validation);
        var before = Parameters(trainer);
        var error = Assert.Throws<CheckpointMismatchException>(() => trainer.Resume(FilePath));
        Assert.NotEmpty(error.Tensor);
        Assert.Equal(before, Parameters(trainer));
        Assert.Equal((7, 1), (trainer.StepCount, trainer.EpochCount));

        void SaveOf(Trainer<SoftmaxRegression> saved)
        {
            saved.Fit(Train, Validation);
            saved.SaveCheckpoint(FilePath);
        }
    }

    [Fact]
    public void MutilatedCheckpointsGiveTypedErrorsAndChangeNothing()
    {
        var source = Make();
        source.Fit(Train, Validation, epochs: 2);
        source.SaveCheckpoint(FilePath);
        var bytes = File.ReadAllBytes(FilePath);
        var headerLength = 8 + BitConverter.ToInt32(bytes);
        var trainer = Make();
        var before = Parameters(trainer);
        var path = Path.Combine(_folder.FullName, "mutilated");
        Gen.Select(Gen.Int[0, headerLength - 1], Gen.Byte).Sample(
            (place, value) =>
            {
                var mutilated = (byte[])bytes.Clone();
                mutilated[place] = value;
                File.WriteAllBytes(path, mutilated);
                try
                {
                    Make().Resume(path);
                    return true;
                }
                catch (Exception error) when (error is InvalidFileException or CheckpointMismatchException)
                {
                    try
                    {
                        trainer.Resume(path);
                        return false;
                    }
                    catch (Exception again) when (again is InvalidFileException or CheckpointMismatchException)
                    {
                        return Parameters(trainer).AsSpan().SequenceEqual(before) && trainer.StepCount == 0;
                    }
                }
            },
            iter: 500,
            threads: 1);
    }

    [Theory]
    [InlineData("trainer.step", "-1")]
    [InlineData("trainer.step", "x")]
    [InlineData("trainer.position", "99")]
    [InlineData("trainer.best_epoch", "5")]
    [InlineData("trainer.best_epoch", "0")]
    [InlineData("trainer.optimizer_step", "1e3")]
    [InlineData("trainer.loss_sum", null)]
    public void AnImpossibleStateIsRefused(string key, string? value)
    {
        var source = Make();
        source.Fit(Train, Validation, epochs: 1);
        source.SaveCheckpoint(FilePath);
        var file = SafetensorsFile.Read(FilePath);
        var writer = new SafetensorsWriter();
        foreach (var (name, text) in file.Metadata)
        {
            if (name != key || value is not null)
            {
                writer.Metadata[name] = name == key ? value! : text;
            }
        }

        foreach (var tensor in file.Tensors)
        {
            writer.Add(tensor.Name, tensor.Dtype, tensor.Shape, tensor.Data);
        }

        writer.Save(FilePath);
        Assert.Contains(key, Assert.Throws<InvalidFileException>(() => Make().Resume(FilePath)).Message, StringComparison.Ordinal);
    }
}
