using System.Runtime.CompilerServices;
using Gmnm.Randomness;
using Gmnm.Training;

namespace Gmnm;

/// <summary>
/// Trains a network. Everything random follows from <see cref="TrainerOptions.Seed"/>, so that a second run gives the
/// same parameters to the bit. A step on the processor allocates nothing in steady state. Not for use by several threads at once.
/// </summary>
/// <typeparam name="TNetwork">A generated network with a loss.</typeparam>
public sealed partial class Trainer<TNetwork> : IDisposable
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private readonly DeviceSession? _session;
    private readonly AlignedBuffer _gradient;
    private readonly Evaluator<TNetwork> _evaluator;
    private readonly AveragedParameters? _average;
    private readonly AlignedBuffer? _best;
    private readonly ShownParameters _shown;
    private TrainingProgress _progress = new();
    private AlignedBuffer _workspace = new(0);

    /// <summary>Prepares the training of <paramref name="network"/>.</summary>
    /// <param name="network">The network, whose parameters are updated in place.</param>
    /// <param name="optimizer">An optimizer of its own.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ShapeMismatchException">The optimizer has the state of another network.</exception>
    public Trainer(TNetwork network, Optimizer optimizer, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        Options = options ?? new TrainerOptions();
        Options.Validate();
        Network = network;
        Optimizer = optimizer;
        var length = TNetwork.Info.ParameterBufferLength;
        optimizer.Attach(TNetwork.Info.TrainableLength);
        _progress.Seed = Options.Seed;
        _session = Options.Device?.Open(network, network.Parameters);
        _launched = new LaunchedStep[_session?.MostSteps ?? 0];
        _gradient = new AlignedBuffer(_session is null ? length : 0);
        _evaluator = new Evaluator<TNetwork>(Options.EvaluationBatchSize, _session);
        _average = Options.EmaDecay is { } decay ? new AveragedParameters(TNetwork.Info, decay) : null;
        _session?.Expect(optimizer.Kind, Options.ClipNorm is not null, _average is not null);
        _best = Options.EarlyStoppingPatience is not null && Options.RestoreBest ? new AlignedBuffer(length) : null;
        _shown = new ShownParameters(network.Parameters);
    }

    /// <summary>The network in training.</summary>
    public TNetwork Network { get; }

    /// <summary>What updates its parameters.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>How it is trained.</summary>
    public TrainerOptions Options { get; }

    /// <summary>Steps taken, those before a resumed checkpoint included.</summary>
    public long StepCount => _progress.Step;

    /// <summary>Epochs finished, those before a resumed checkpoint included.</summary>
    public int EpochCount => _progress.History.Count;

    /// <summary>Takes one step on a batch: what <c>Fit</c> does, for loops of one's own.</summary>
    /// <param name="inputs">[Batch, InputLength], row-major.</param>
    /// <param name="targets">[Batch, TargetLength], row-major.</param>
    /// <returns>Mean loss of the batch before the step.</returns>
    /// <exception cref="ShapeMismatchException">The lengths are not those of one batch of at least one sample.</exception>
    /// <exception cref="InvalidTargetException">A target is no class of the network, or no probability.</exception>
    /// <exception cref="NonFiniteLossException">Loss or clipped gradient is not finite; the parameters are as before.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        var info = TNetwork.Info;
        var batch = ShapeCheck.TrainingBatch(info.Name, info.InputLength, inputs.Length, info.TargetLength, targets.Length);
        if (batch == 0)
        {
            throw new ShapeMismatchException($"{info.Name}: a training step needs at least one sample.");
        }

        if (_session is null)
        {
            return StepHere(batch, inputs, targets, samplesOfEpoch: 0);
        }

        var staged = _session.Stage(batch);
        inputs.CopyTo(staged.Inputs);
        targets.CopyTo(staged.Targets);
        Launch(_session, samplesOfEpoch: 0);
        return Settle();
    }

    /// <summary>Frees what the trainer holds on its device; the network keeps the parameters. Nothing to do for the processor.</summary>
    public void Dispose() => _session?.Dispose();

    /// <summary>Makes the network hold what the next step starts from.</summary>
    private void Prepare()
    {
        _shown.ShowTrained();
        if (_average is not null && BegunSteps == 0)
        {
            _average.Start(Network.Parameters.Values);
            _session?.ForgetState();
        }
    }

    /// <summary>Takes a step on the processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float StepHere(int batch, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, int samplesOfEpoch)
    {
        Prepare();
        var needed = TNetwork.TrainingWorkspaceLength(batch);
        if (_workspace.Length < needed)
        {
            _workspace = new AlignedBuffer(needed);
        }

        var loss = Network.ForwardBackward(inputs, targets, _gradient, _workspace, DropoutKey());
        RequireFinite("loss", loss);
        var scale = ClippingScale();
        var learningRate = LearningRate();
        Optimizer.Step(Network.Parameters, _gradient, learningRate, scale);
        _average?.Update(Network.Parameters.Values);
        Count(new LaunchedStep(samplesOfEpoch, learningRate), loss);
        return loss;
    }

    /// <summary>Counts a step that was taken.</summary>
    private void Count(LaunchedStep step, float loss)
    {
        _progress.Step++;
        _progress.LearningRate = step.LearningRate;
        _progress.LossSum += step.SamplesOfEpoch * (double)loss;
        _progress.Position += step.SamplesOfEpoch;
    }

    /// <summary>
    /// Mean loss and metric of the network's predictions: with the best or averaged parameters after <c>Fit</c> where
    /// the options ask for them, and with the averaged ones between steps of one's own.
    /// </summary>
    /// <exception cref="ShapeMismatchException">The data does not fit the network or has no samples.</exception>
    /// <exception cref="InvalidTargetException">A target is no class of the network.</exception>
    public Evaluation Evaluate(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        DatasetCheck.Require(TNetwork.Info, data, "evaluation");
        if (!_shown.IsActive)
        {
            ShowAverage();
        }

        return _evaluator.Run(Network, data);
    }

    private void ShowAverage()
    {
        if (_average is not null && _progress.Step > 0)
        {
            _shown.Show(_average.Buffer);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float ClippingScale()
    {
        if (Options.ClipNorm is not { } limit)
        {
            return 1;
        }

        var norm = GradientNorm.Of(_gradient.Span[..TNetwork.Info.TrainableLength]);
        RequireFinite("gradient norm", norm);
        return GradientNorm.ClippingScale(norm, limit);
    }

    private void RequireFinite(string quantity, double value)
    {
        if (!double.IsFinite(value))
        {
            throw new NonFiniteLossException(quantity, value, _progress.Step, EpochCount);
        }
    }

    private double LearningRate() => Optimizer.LearningRate * Options.Schedule.Factor(BegunSteps);

    private ulong DropoutKey() => StableHash.Key(StableHash.Key(_progress.Seed, "dropout"), (ulong)BegunSteps);
}
