using Gmnm.Training;

namespace Gmnm.Gpu;

/// <summary>
/// A network on a device: its parameters, one arena of intermediate values, and the batch. Grows with the largest batch;
/// nothing is allocated after that.
/// </summary>
internal sealed class GpuSession : DeviceSession, IBufferSource
{
    private readonly KernelDevice _device;
    private readonly NetworkInfo _info;
    private readonly ParameterBuffer _parameters;
    private readonly IIndexedInput? _indices;
    private readonly bool _isLossOfOutputs;
    private readonly GpuExecution _inference;
    private readonly GpuExecution? _training;
    private readonly GpuExecution? _measuring;
    private readonly GpuUpdates _updates;
    private readonly GpuBlock _parameterBlock;
    private readonly GpuBlock _gradients;
    private readonly GpuBlock _inputs;
    private readonly GpuBlock _targets;
    private readonly GpuBlock _predictions;
    private readonly GpuBlock _arena;
    private readonly GpuStaging[] _staging;
    private readonly float[] _loss = new float[1];
    private int _version = -1;
    private int _turn;
    private int _staged;

    /// <exception cref="GpuException">The network has no kernels, or the device has no room.</exception>
    public GpuSession(KernelDevice device, object network, ParameterBuffer parameters)
    {
        (_device, _info, _parameters, MostSteps) = (device, parameters.Info, parameters, device.RecordedSteps);
        _indices = network as IIndexedInput;
        var programs = device.ProgramsOf(network, _info);
        _isLossOfOutputs = programs.IsLossOfOutputs;
        _inference = new GpuExecution(device, programs.Inference);
        _training = programs.Training is { } training ? new GpuExecution(device, training) : null;
        _measuring = programs.Loss is { } loss ? new GpuExecution(device, loss) : null;
        _updates = new GpuUpdates(device, _info);
        _parameterBlock = device.CreateBlock("parameters");
        _gradients = device.CreateBlock("gradients");
        _inputs = device.CreateBlock("inputs");
        _targets = device.CreateBlock("targets");
        _predictions = device.CreateBlock("predictions");
        _arena = device.CreateBlock("intermediate values");
        _staging = new GpuStaging[device.StagedBatches];
        for (var index = 0; index < _staging.Length; index++)
        {
            _staging[index] = device.CreateStaging();
        }

        _parameterBlock.Require(_info.ParameterBufferLength);
        _gradients.Require(_info.ParameterBufferLength);
    }

    /// <inheritdoc/>
    public override int MostSteps { get; }

    /// <inheritdoc/>
    public override void Expect(UpdateKind kind, bool clips, bool averages) => _device.Expect(kind, clips, averages);

    /// <inheritdoc/>
    public override void Predict(ReadOnlySpan<float> input, Span<float> output)
    {
        var batch = ShapeCheck.Batch(_info.Name, _info.InputLength, input.Length, _info.OutputLength, output.Length);
        _indices?.CheckIndices(input, batch);
        if (batch > 0)
        {
            RunPrediction(batch, input);
            _predictions.Download(output);
        }
    }

    /// <inheritdoc/>
    public override float Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> output)
    {
        var batch = ShapeCheck.Batch(_info.Name, _info.InputLength, input.Length, _info.OutputLength, output.Length);
        CheckTargets(batch, input, target);
        if (batch == 0)
        {
            return 0;
        }

        RunPrediction(batch, input);
        _predictions.Download(output);
        _targets.Upload(target);
        return ReadLoss(Run(_measuring, batch, _isLossOfOutputs ? _predictions : _inputs, dropoutKey: 0));
    }

    /// <inheritdoc/>
    public override StagedBatch Stage(int samples)
    {
        (_turn, _staged) = ((_turn + 1) % _staging.Length, samples);
        return Staged();
    }

    /// <inheritdoc/>
    public override void ForwardBackward(ulong dropoutKey)
    {
        var batch = Staged();
        CheckTargets(_staged, batch.Inputs, batch.Targets);
        UploadParameters();
        var staging = _staging[_turn];
        staging.Send(0, batch.Inputs.Length, _inputs);
        staging.Send(batch.Inputs.Length, batch.Targets.Length, _targets);
        staging.Finish();
        Run(_training, _staged, _inputs, dropoutKey);
    }

    /// <summary>Copies the gradient to the host.</summary>
    public void DownloadGradient(Span<float> gradient) => _gradients.Download(gradient);

    /// <summary>Launches the prediction of the batch that is on the device again; does not wait.</summary>
    internal void PredictAgain(int batch) => _inference.Run(Blocks(batch, _inputs));

    /// <summary>Launches loss and gradient of the batch that is on the device again; does not wait.</summary>
    internal void ForwardBackwardAgain(int batch, ulong dropoutKey = 0) => _training!.Run(Blocks(batch, _inputs, dropoutKey));

    /// <summary>Waits for the loss of the last <see cref="ForwardBackward"/>.</summary>
    internal float ReadLoss() => ReadLoss(_training!);

    /// <inheritdoc/>
    public override void Update(Optimizer optimizer, double learningRate, double? clipNorm, AveragedParameters? average)
    {
        _updates.Admit(_arena, _training!.Program.LossAt, _gradients, clipNorm);
        _updates.Step(optimizer, learningRate, _parameterBlock, _gradients, average);
        _parameters.IsNewerAt(this);
        _version = _parameters.Version;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<StepOutcome> ReadSteps() => _updates.Read();

    /// <inheritdoc/>
    public override void ForgetState() => _updates.Forget();

    /// <inheritdoc/>
    public void CopyTo(Span<float> destination, AlignedBuffer buffer) => _parameterBlock.Download(destination);

    /// <inheritdoc/>
    public override void Dispose()
    {
        // Whoever looks later has the last parameters.
        _ = _parameters.Values;
        _updates.Dispose();
        _inference.Dispose();
        _training?.Dispose();
        _measuring?.Dispose();
        foreach (var staging in _staging)
        {
            staging.Dispose();
        }

        foreach (var block in (GpuBlock[])[_parameterBlock, _gradients, _inputs, _targets, _predictions, _arena])
        {
            block.Dispose();
        }
    }

    private void RunPrediction(int batch, ReadOnlySpan<float> input)
    {
        UploadParameters();
        _inputs.Upload(input);
        _predictions.Require((long)batch * _info.OutputLength);
        _arena.Require(_inference.Program.ArenaLength(batch));
        _inference.Run(Blocks(batch, _inputs));
    }

    /// <summary>Launches a program with a loss.</summary>
    private GpuExecution Run(GpuExecution? execution, int batch, GpuBlock inputs, ulong dropoutKey)
    {
        if (execution is null)
        {
            throw new GpuException($"{_info.Name} has no loss.");
        }

        _arena.Require(execution.Program.ArenaLength(batch));
        execution.Run(Blocks(batch, inputs, dropoutKey));
        return execution;
    }

    private float ReadLoss(GpuExecution execution)
    {
        _arena.Download(_loss, execution.Program.LossAt);
        return _loss[0];
    }

    /// <summary>The batch that is in its turn.</summary>
    private StagedBatch Staged()
    {
        var inputs = checked(_staged * _info.InputLength);
        var values = _staging[_turn].Take(checked(inputs + (_staged * _info.TargetLength)));
        return new StagedBatch(values[..inputs], values[inputs..]);
    }

    private void CheckTargets(int batch, ReadOnlySpan<float> input, ReadOnlySpan<float> target)
    {
        _indices?.CheckIndices(input, batch);
        for (var index = 0; index < target.Length && _info.Target == TargetKind.ClassIndex; index++)
        {
            ShapeCheck.ClassIndex(_info.Name, index / _info.TargetLength, target[index], _info.OutputShape[^1]);
        }

        for (var index = 0; index < target.Length && _info.Target == TargetKind.Probabilities; index++)
        {
            ShapeCheck.Probability(_info.Name, index / _info.TargetLength, target[index]);
        }
    }

    private void UploadParameters()
    {
        if (_parameters.Version != _version)
        {
            _version = _parameters.Version;
            _parameterBlock.Upload(_parameters.Values);
        }
    }

    private GpuRun Blocks(int rows, GpuBlock inputs, ulong dropoutKey = 0) => new()
    {
        Inputs = inputs,
        Targets = _targets,
        Parameters = _parameterBlock,
        Gradients = _gradients,
        Predictions = _predictions,
        Arena = _arena,
        DropoutKey = dropoutKey,
        Rows = rows,
    };
}
