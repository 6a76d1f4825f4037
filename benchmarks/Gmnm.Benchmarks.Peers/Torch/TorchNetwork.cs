using static TorchSharp.torch;

namespace Gmnm.Benchmarks.Peers.Torch;

/// <summary>A network of a workload as a composition of tensor operations, on copies of the workload's parameters.</summary>
/// <param name="workload">The workload; one that trains gets parameters with gradients.</param>
internal abstract class TorchNetwork(NetworkWorkload workload) : IDisposable
{
    private readonly List<(ParameterInfo Info, Tensor Tensor)> _parameters = [];

    protected NetworkWorkload Workload { get; } = workload;

    /// <summary>The parameters, for an optimizer.</summary>
    public IEnumerable<TorchSharp.Modules.Parameter> Parameters => _parameters.Select(static parameter => (TorchSharp.Modules.Parameter)parameter.Tensor);

    /// <summary>[Batch, features] to the network's output.</summary>
    public abstract Tensor Forward(Tensor x);

    /// <summary>The parameters in the order of the workload's flat buffer.</summary>
    public float[] Values()
    {
        var values = new float[Workload.Info.ParameterBufferLength];
        foreach (var (info, tensor) in _parameters)
        {
            tensor.data<float>().CopyTo(values.AsSpan(info.Offset, info.Length));
        }

        return values;
    }

    public virtual void Dispose()
    {
        foreach (var (_, tensor) in _parameters)
        {
            tensor.Dispose();
        }
    }

    /// <summary>A parameter, in the shape that the workload's network has it.</summary>
    protected Tensor Parameter(string name)
    {
        var info = Workload.Info.Parameters.Single(parameter => parameter.Name == name);
        using var values = tensor(Workload.Parameter(name));
        using var shaped = values.reshape([.. info.Shape.Select(static size => (long)size)]);
        var parameter = new TorchSharp.Modules.Parameter(shaped.clone(), Workload is TrainingWorkload);
        _parameters.Add((info, parameter));
        return parameter;
    }
}
