using System.Reflection;
using Gmnm.Generators.Tests.Networks;
using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>Whole trainings on a device: clipped, averaged, scheduled, over several epochs.</summary>
public abstract class GpuTrainerTests
{
    private const int Features = 12;
    private const int Epochs = 2;
    private const int StepsOfEpoch = 3;

    private static readonly Lazy<GeneratedAssembly> s_assembly = new(static () => new GeneratedAssembly(
        """
        using Gmnm;
        namespace Trained;
        /// <summary>Running statistics, masks, and a sum over components.</summary>
        [Network, Input(1, 3, 4), Conv2d(3, Kernel = 2), BatchNorm, Relu, Dropout(0.2), Flatten, Gmnm(4, Components = 3, Projections = 2), Linear(2), Loss(LossKind.MeanSquaredError)]
        public partial class Image;
        /// <summary>A loop over time.</summary>
        [Network, Input(3, 4), LayerNorm, Gru(3), Flatten, Linear(2), Loss(LossKind.MeanSquaredError)]
        public partial class Sequence;
        /// <summary>Few kernels.</summary>
        [Network, Input(12), Linear(3), BatchNorm, Tanh, Linear(2), Loss(LossKind.MeanSquaredError)]
        public partial class Small;
        /// <summary>Its gradient is error times input.</summary>
        [Network, Input(12), Linear(2), Loss(LossKind.MeanSquaredError)]
        public partial class Line;
        """,
        "Trained",
        forGpu: true));

    private protected abstract Gmnm.Gpu.KernelDevice Device { get; }

    private protected abstract double Tolerance { get; }

    public static TheoryData<string> Networks => ["Image", "Sequence"];

    /// <summary>However many steps are launched before the host reads them, and batches staged.</summary>
    [SkippableTheory]
    [MemberData(nameof(Networks))]
    public void TheSameSeedGivesTheSameBits(string network) => Run(nameof(TrainAgain), network);

    [SkippableTheory]
    [MemberData(nameof(Networks))]
    public void ATrainingIsTheProcessors(string network) => Run(nameof(TrainOnBoth), network);

    [SkippableTheory]
    [InlineData(256)]
    [InlineData(2)]
    public void ALossThatIsNotFiniteLeavesTheStepBefore(int recorded) => Run(nameof(Fail), "Small", recorded);

    [SkippableFact]
    public void ANormThatIsNotFiniteLeavesTheStepBefore() => Run(nameof(FailByNorm), "Line");

    [SkippableFact]
    public void ATrainingWaitsOncePerEpochUnlessSomebodyLooks() => Run(nameof(Watch), "Small");

    [SkippableFact]
    public void AResumedTrainingEqualsAnUninterruptedOneToTheBit() => Run(nameof(Resume), "Small");

    private void TrainAgain<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var first = Train(Device);
        Assert.NotEqual(first.Parameters, TNetwork.Create(1).Parameters.Values.ToArray());
        using (new Settings(Device, recorded: 2, staged: 3))
        {
            Assert.Equal(first.Bits, Train(Device).Bits);
        }

        using (new Settings(Device, recorded: 256, staged: 1))
        {
            Assert.Equal(first.Bits, Train(Device, static _ => { }).Bits);
        }

        static GpuTraining Train(ComputeDevice device, Action<StepReport>? onStep = null)
        {
            using var trainer = new Trainer<TNetwork>(TNetwork.Create(1), new AdamW(0.02), GpuTraining.Options(device));
            return GpuTraining.Of(trainer, trainer.Fit(Data(), epochs: Epochs, onStep: onStep));
        }
    }

    private void TrainOnBoth<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var (expected, actual) = (Train(null), Train(Device));
        foreach (var (wanted, got) in expected.Report.Epochs.Zip(actual.Report.Epochs))
        {
            OracleAssert.Close("training loss", [got.TrainingLoss], [wanted.TrainingLoss], Tolerance);
            OracleAssert.Close("validation loss", [got.Validation!.Value.Loss], [wanted.Validation!.Value.Loss], Tolerance);
            Assert.Equal(wanted.LearningRate, got.LearningRate);
        }

        Assert.Contains(expected.Checkpoint.Keys, static name => name.StartsWith("average/", StringComparison.Ordinal));
        Assert.Contains(expected.Checkpoint.Keys, static name => name.StartsWith("optimizer.momentum/", StringComparison.Ordinal));
        Assert.Equal(expected.Checkpoint.Keys.Order(), actual.Checkpoint.Keys.Order());
        var largest = expected.Parameters.Max(MathF.Abs);
        foreach (var (name, values) in expected.Checkpoint)
        {
            OracleAssert.Close(
                name, GeneratedNetwork.Doubles(actual.Checkpoint[name]), GeneratedNetwork.Doubles(values), Tolerance, negligible: 1e-2 * largest);
        }

        // Of Adam's steps those of a bias in front of a BatchNorm are the signs of its rounding.
        static GpuTraining Train(ComputeDevice? device)
        {
            using var trainer = new Trainer<TNetwork>(TNetwork.Create(1), new Sgd(0.05, 0.9, nesterov: true), GpuTraining.Options(device));
            return GpuTraining.Of(trainer, trainer.Fit(Data(), Data(), Epochs));
        }
    }

    /// <summary>The second batch of the second epoch is spoilt: the device goes on launching, and changes nothing.</summary>
    private void Fail<TNetwork>(int recorded)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        using var settings = new Settings(Device, recorded, staged: 2);
        using var stopped = Begin();
        using var failed = Begin();
        using var cancellation = new CancellationTokenSource();
        stopped.Fit(Data(), epochs: 2, onStep: step =>
        {
            if (step.Step == StepsOfEpoch + 1)
            {
                cancellation.Cancel();
            }
        }, cancellation: cancellation.Token);
        var error = Assert.Throws<NonFiniteLossException>(() => failed.Fit(Data(spoiltBatch: 1), epochs: 2));

        Assert.Equal((StepsOfEpoch + 1, 1, double.PositiveInfinity), (error.Step, error.Epoch, error.Value));
        Assert.Equal((StepsOfEpoch + 1, 1), (failed.StepCount, failed.EpochCount));
        Assert.Equal(stopped.Optimizer.StepCount, failed.Optimizer.StepCount);
        Assert.Equal(GpuTraining.Of(stopped, Report()).Bits, GpuTraining.Of(failed, Report()).Bits);

        // And it goes on as if nothing had been.
        Assert.Equal(GpuTraining.Of(stopped, stopped.Fit(Data(), epochs: 2)).Bits, GpuTraining.Of(failed, failed.Fit(Data(), epochs: 2)).Bits);

        static TrainingReport Report() => new([], 0, false, false);

        Trainer<TNetwork> Begin()
        {
            var options = new TrainerOptions { BatchSize = GpuTraining.Batch, Shuffle = false, EmaDecay = 0.8, Device = Device };
            var trainer = new Trainer<TNetwork>(TNetwork.Create(1), new AdamW(0.02), options);
            trainer.Fit(Data());
            return trainer;
        }
    }

    private void FailByNorm<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        using var trainer = new Trainer<TNetwork>(TNetwork.Create(1), new Sgd(0.1), new TrainerOptions { ClipNorm = 1, Device = Device });
        trainer.Network.Parameters.Write().Clear();
        var before = trainer.Network.Parameters.Values.ToArray();

        // A loss of 10²⁰ is a float; a gradient of 10⁴⁰ is none.
        var error = Assert.Throws<NonFiniteLossException>(() => trainer.Step(Enumerable.Repeat(1e30f, Features).ToArray(), [1e10f, 0]));
        Assert.Contains("gradient norm", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, trainer.Network.Parameters.Values);
        Assert.Equal((0, 0), (trainer.StepCount, trainer.Optimizer.StepCount));
        Assert.True(float.IsFinite(trainer.Step(Data().Inputs.Span[..Features], [1, 0])));
        Assert.NotEqual(before, trainer.Network.Parameters.Values.ToArray());
    }

    private void Watch<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        Assert.Equal([StepsOfEpoch, StepsOfEpoch], Waits(256, onStep: null));
        Assert.Equal([2, 1, 2, 1], Waits(2, onStep: null));
        Assert.Equal(Enumerable.Repeat(1, 2 * StepsOfEpoch), Waits(256, static _ => { }));

        List<int> Waits(int recorded, Action<StepReport>? onStep)
        {
            using var settings = new Settings(Device, recorded, staged: 2);
            using var device = new WatchedDevice(Device);
            using var trainer = new Trainer<TNetwork>(TNetwork.Create(1), new Adam(0.02), GpuTraining.Options(device));
            trainer.Fit(Data(), epochs: 2, onStep: onStep);
            return device.Waits;
        }
    }

    private void Resume<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var folder = Directory.CreateTempSubdirectory("gmnm");
        var path = Path.Combine(folder.FullName, "run.checkpoint");
        using var whole = new Trainer<TNetwork>(TNetwork.Create(1), new AdamW(0.02), GpuTraining.Options(Device));
        var report = whole.Fit(Data(), epochs: 2, onStep: step =>
        {
            if (step.Step == StepsOfEpoch + 2)
            {
                whole.SaveCheckpoint(path);
            }
        });

        // One that has taken steps of its own, whose state must go.
        using var resumed = new Trainer<TNetwork>(TNetwork.Create(2), new AdamW(0.02), GpuTraining.Options(Device));
        resumed.Fit(Data());
        resumed.Resume(path);
        Assert.Equal(GpuTraining.Of(whole, report).Bits, GpuTraining.Of(resumed, resumed.Fit(Data(), epochs: 2)).Bits);
        folder.Delete(recursive: true);
    }

    private static Dataset Data(int? spoiltBatch = null)
    {
        var random = new Random(3);
        var inputs = Enumerable.Range(0, GpuTraining.Samples * Features).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var targets = Enumerable.Range(0, GpuTraining.Samples * 2).Select(place => inputs[place] + inputs[place + 7]).ToArray();
        if (spoiltBatch is { } batch)
        {
            targets[batch * GpuTraining.Batch * 2] = float.PositiveInfinity;
        }

        return new Dataset(inputs, targets, Features, 2);
    }

    private void Run(string method, string network, params object[] arguments) =>
        typeof(GpuTrainerTests).GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic)!
            .MakeGenericMethod(s_assembly.Value.Type(network))
            .Invoke(this, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    /// <summary>Other numbers of the device while a test runs.</summary>
    private sealed class Settings : IDisposable
    {
        private readonly Gmnm.Gpu.KernelDevice _device;
        private readonly (int Recorded, int Staged) _before;

        public Settings(Gmnm.Gpu.KernelDevice device, int recorded, int staged)
        {
            (_device, _before) = (device, (device.RecordedSteps, device.StagedBatches));
            (device.RecordedSteps, device.StagedBatches) = (recorded, staged);
        }

        public void Dispose() => (_device.RecordedSteps, _device.StagedBatches) = _before;
    }
}
