
namespace Gmnm.Gpu;

/// <summary>
/// A network on a device: its parameters, one arena of intermediate values, and the batch. Grows with the largest batch;
/// nothing is allocated after that.
/// </summary>
internal sealed class GpuSession : IDisposable
{
    private readonly GpuDevice _device;
    private readonly NetworkInfo _info;
    private readonly ParameterBuffer _parameters;
    private readonly GpuExecution _inference;
    private readonly GpuExecution? _training;
    private readonly GpuProgram _inferenceProgram;
    private readonly GpuProgram? _trainingProgram;
    private readonly GpuBlock _parameterBlock;
    private readonly GpuBlock _gradients;
    private readonly GpuBlock _inputs;
    private readonly GpuBlock _targets;
    private readonly GpuBlock _predictions;
    private readonly GpuBlock _arena;
    private readonly float[] _loss = new float[1];
    private int _version = -1;

    /// <exception cref="GpuException">The network has no kernels, or the device refuses them.</exception>
    public GpuSession(GpuDevice device, object network, ParameterBuffer parameters)
    {
        (_device, _info, _parameters) = (device, parameters.Info, parameters);
        var kernels = network as IGpuNetwork
            ?? throw new GpuException($"{_info.Name} has no kernels: the project that declares it must reference the package Gmnm.Gpu.");
        (_inferenceProgram, _trainingProgram) = (kernels.GpuInference, kernels.GpuTraining);
        _inference = new GpuExecution(device, _inferenceProgram);
        _training = _trainingProgram is null ? null : new GpuExecution(device, _trainingProgram);
        _parameterBlock = new GpuBlock(device, "parameters");
        _gradients = new GpuBlock(device, "gradients");
        _inputs = new GpuBlock(device, "inputs");
        _targets = new GpuBlock(device, "targets");
        _predictions = new GpuBlock(device, "predictions");
        _arena = new GpuBlock(device, "intermediate values");
        _parameterBlock.Require(_info.ParameterBufferLength);
        _gradients.Require(_info.ParameterBufferLength);
    }

    /// <summary>Predicts on the device.</summary>
    public void Predict(ReadOnlySpan<float> input, Span<float> output)
    {
        var batch = ShapeCheck.Batch(_info.Name, _info.InputLength, input.Length, _info.OutputLength, output.Length);
        if (batch == 0)
        {
            return;
        }

        UploadParameters();
        _inputs.Upload(input);
        _predictions.Require(output.Length);
        _arena.Require(_inferenceProgram.ArenaLength(batch));
        _inference.Run(Memory(batch));
        _predictions.Download(output);
    }

    /// <summary>Computes the mean loss and, on the device, its gradient.</summary>
    public float ForwardBackward(ReadOnlySpan<float> input, ReadOnlySpan<float> target, ulong dropoutKey)
    {
        var program = _trainingProgram ?? throw new GpuException($"{_info.Name} has no loss to train with.");
        var batch = ShapeCheck.TrainingBatch(_info.Name, _info.InputLength, input.Length, _info.TargetLength, target.Length);
        UploadParameters();
        _inputs.Upload(input);
        _targets.Upload(target);
        _arena.Require(program.ArenaLength(batch));
        var memory = Memory(batch);
        memory.DropoutKey = dropoutKey;
        _training!.Run(memory);
        _arena.Download(_loss, program.LossAt);
        return _loss[0];
    }

    /// <summary>Copies the gradient to the host.</summary>
    public void DownloadGradient(Span<float> gradient) => _gradients.Download(gradient);

    public void Dispose()
    {
        foreach (var block in (GpuBlock[])[_parameterBlock, _gradients, _inputs, _targets, _predictions, _arena])
        {
            block.Dispose();
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

    private GpuMemory Memory(int rows) => new()
    {
        Inputs = _inputs.View,
        Targets = _targets.View,
        Parameters = _parameterBlock.View,
        Gradients = _gradients.View,
        Predictions = _predictions.View,
        Arena = _arena.View,
        Rows = rows,
    };
}
