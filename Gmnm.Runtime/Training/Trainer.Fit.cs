using System.Diagnostics;
using Gmnm.Randomness;
using Gmnm.Training;

namespace Gmnm;

/// <content>The loop over epochs and batches.</content>
public sealed partial class Trainer<TNetwork>
{
    private float[] _batchInputs = [];
    private float[] _batchTargets = [];
    private int[] _order = [];

    private bool HasStoppedEarly => EpochCount - _progress.BestEpoch >= Options.EarlyStoppingPatience;

    /// <summary>
    /// Trains until <paramref name="epochs"/> epochs are finished in all, those of earlier calls and of a resumed
    /// checkpoint included; a training that was cancelled goes on where it was.
    /// </summary>
    /// <param name="train">Training samples.</param>
    /// <param name="validation">Samples to measure each epoch with; null for none.</param>
    /// <param name="epochs">Number of the last epoch, counted from 1. Where early stopping has ended the training, nothing more is trained.</param>
    /// <param name="onStep">Called after each step. A device is waited for each time, because the report has the loss; without it, once in 256 steps and at the end of an epoch.</param>
    /// <param name="onEpoch">Called after each epoch. A checkpoint may be saved from here, or after a step.</param>
    /// <param name="cancellation">Ends the training after the running step, and on a device after those that are launched; the parameters are those of that step.</param>
    /// <exception cref="ShapeMismatchException">Data does not fit the network, or an epoch that was begun goes on with another number of samples.</exception>
    /// <exception cref="InvalidTargetException">A target is no class of the network.</exception>
    /// <exception cref="NonFiniteLossException">Loss or clipped gradient is not finite; the parameters are those of the step before.</exception>
    public TrainingReport Fit(
        Dataset train,
        Dataset? validation = null,
        int epochs = 1,
        Action<StepReport>? onStep = null,
        Action<EpochReport>? onEpoch = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentOutOfRangeException.ThrowIfNegative(epochs);
        RequireFit(train, validation);
        InitializeFrom(train);
        var begun = Stopwatch.GetTimestamp();
        var cancelled = false;
        try
        {
            while (EpochCount < epochs && !HasStoppedEarly && !cancelled)
            {
                var epochBegun = Stopwatch.GetTimestamp();
                cancelled = !RunEpoch(train, epochs, begun, onStep, cancellation);
                _progress.Seconds += Stopwatch.GetElapsedTime(epochBegun).TotalSeconds;
                if (!cancelled)
                {
                    FinishEpoch(validation, onEpoch);
                }
            }
        }
        finally
        {
            ShowAverage();
        }

        if (_best is not null && _progress.BestEpoch > 0 && !cancelled)
        {
            _shown.Show(_best);
        }

        return new TrainingReport([.. _progress.History], _progress.BestEpoch, HasStoppedEarly, cancelled);
    }

    private void RequireFit(Dataset train, Dataset? validation)
    {
        DatasetCheck.Require(TNetwork.Info, train, "training");
        if (validation is not null)
        {
            DatasetCheck.Require(TNetwork.Info, validation, "validation");
        }

        if (_progress.Samples != 0 && _progress.Samples != train.Count)
        {
            throw new ShapeMismatchException(
                $"Epoch {EpochCount + 1} was begun with {_progress.Samples} training samples and cannot go on with {train.Count}.");
        }
    }

    private void InitializeFrom(Dataset train)
    {
        var info = TNetwork.Info;
        if (Options.InitializeFromData && _progress.Step == 0 && SampleCentres.AreIn(info) && Network.Parameters.HasInitialValues())
        {
            SampleCentres.Fill(info, Network.Parameters.Write(), train, StableHash.Key(_progress.Seed, "centres"));
        }
    }

    /// <summary>Takes the steps that are left of the running epoch; false where it was cancelled.</summary>
    private bool RunEpoch(Dataset train, int epochs, long begun, Action<StepReport>? onStep, CancellationToken cancellation)
    {
        _progress.Samples = train.Count;
        PrepareBatches(train);
        try
        {
            for (var position = _progress.Position; position < train.Count;)
            {
                if (cancellation.IsCancellationRequested)
                {
                    return false;
                }

                var samples = _order.AsSpan(position, Math.Min(Options.BatchSize, train.Count - position));
                position += samples.Length;
                var loss = _session is null ? StepHere(train, samples) : StepOnDevice(_session, train, samples, waits: onStep is not null);
                onStep?.Invoke(new StepReport(
                    EpochCount + 1,
                    epochs,
                    _progress.Step,
                    _progress.Position,
                    train.Count,
                    loss,
                    _progress.LossSum / _progress.Position,
                    _progress.LearningRate,
                    Stopwatch.GetElapsedTime(begun)));
            }
        }
        finally
        {
            // What was launched has happened, whatever ends the loop.
            Settle();
        }

        return true;
    }

    private float StepHere(Dataset train, ReadOnlySpan<int> samples)
    {
        var inputs = _batchInputs.AsSpan(0, samples.Length * train.InputLength);
        var targets = _batchTargets.AsSpan(0, samples.Length * train.TargetLength);
        train.Gather(samples, inputs, targets);
        return StepHere(samples.Length, inputs, targets, samples.Length);
    }

    /// <summary>Gathers a batch while the device works on those before, and launches its step.</summary>
    /// <returns>The loss, where it waits; else 0.</returns>
    private float StepOnDevice(DeviceSession session, Dataset train, ReadOnlySpan<int> samples, bool waits)
    {
        var staged = session.Stage(samples.Length);
        train.Gather(samples, staged.Inputs, staged.Targets);
        Launch(session, samples.Length);
        return waits || _launchedCount == _launched.Length ? Settle() : 0;
    }

    /// <summary>
    /// Makes room for batches and orders the samples: the order of an epoch is a function of the seed and the epoch, so
    /// that a resumed one finds its place.
    /// </summary>
    private void PrepareBatches(Dataset train)
    {
        if (_order.Length != train.Count)
        {
            _order = new int[train.Count];
            var batch = _session is null ? Math.Min(Options.BatchSize, train.Count) : 0;
            _batchInputs = new float[checked(batch * train.InputLength)];
            _batchTargets = new float[checked(batch * train.TargetLength)];
        }

        if (Options.Shuffle)
        {
            SampleOrder.Fill(StableHash.Key(StableHash.Key(_progress.Seed, "shuffle"), (ulong)EpochCount), _order);
        }
        else
        {
            SampleOrder.FillSorted(_order);
        }
    }

    private void FinishEpoch(Dataset? validation, Action<EpochReport>? onEpoch)
    {
        var begun = Stopwatch.GetTimestamp();
        ShowAverage();
        Evaluation? evaluation = validation is null ? null : _evaluator.Run(Network, validation);
        var trainingLoss = _progress.LossSum / _progress.Samples;
        var isBest = _progress.IsBest(evaluation?.Loss ?? trainingLoss);
        var seconds = _progress.Seconds + Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var report = new EpochReport(EpochCount + 1, trainingLoss, evaluation, _progress.LearningRate, seconds, isBest);
        _progress.History.Add(report);
        _progress.Position = 0;
        _progress.Samples = 0;
        _progress.LossSum = 0;
        _progress.Seconds = 0;
        if (isBest)
        {
            _progress.BestEpoch = EpochCount;
            if (_best is not null)
            {
                Network.Parameters.Values.CopyTo(_best.Span);
            }
        }

        onEpoch?.Invoke(report);
    }
}
