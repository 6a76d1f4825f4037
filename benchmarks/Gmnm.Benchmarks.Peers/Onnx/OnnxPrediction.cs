using Microsoft.ML.OnnxRuntime;

namespace Gmnm.Benchmarks.Peers.Onnx;

/// <summary>Predictions of ONNX Runtime with input and output bound once.</summary>
internal sealed class OnnxPrediction : Contender
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _input;
    private readonly OrtValue _bound;
    private readonly float[] _output;

    public OnnxPrediction(OnnxModel model, NetworkWorkload workload, int threads)
    {
        long[] inputShape = [workload.Batch, .. workload.Info.InputShape.Select(static size => (long)size)];
        long[] outputShape = [workload.Batch, .. workload.Info.OutputShape.Select(static size => (long)size)];
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
        };
        _session = new InferenceSession(model.Finish(inputShape, outputShape), options);
        _output = new float[workload.Batch * workload.Info.OutputLength];
        _input = OrtValue.CreateTensorValueFromMemory(workload.Inputs, inputShape);
        _bound = OrtValue.CreateTensorValueFromMemory(_output, outputShape);
        _binding = _session.CreateIoBinding();
        _binding.BindInput(OnnxModel.Input, _input);
        _binding.BindOutput(model.Output, _bound);
    }

    public override void Call() => _session.RunWithBinding(_options, _binding);

    public override float[] Result() => [.. _output];

    protected override void Release()
    {
        _binding.Dispose();
        _input.Dispose();
        _bound.Dispose();
        _session.Dispose();
        _options.Dispose();
    }
}
