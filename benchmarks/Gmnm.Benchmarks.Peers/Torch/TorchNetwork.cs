using static TorchSharp.torch;

namespace Gmnm.Benchmarks.Peers.Torch;

/// <summary>A network of a workload as a composition of tensor operations, on copies of the workload's parameters.</summary>
/// <param name="workload">The workload; one that trains gets parameters with gradients.</param>
internal abstract class TorchNetwork(NetworkWorkload workload) : IDisposable
{
    private readonly List<(ParameterInfo[] Infos, TorchSharp.Modules.Parameter Tensor)> _parameters = [];

    protected NetworkWorkload Workload { get; } = workload;

    /// <summary>The parameters, for an optimizer.</summary>
    public IEnumerable<TorchSharp.Modules.Parameter> Parameters => 
        _parameters.Select(static parameter => parameter.Tensor);

    /// <summary>[Batch, features] to the network's output.</summary>
    public abstract Tensor Forward(Tensor x);

    /// <summary>The parameters in the order of the workload's flat buffer.</summary>
    public float[] Values()
    {
        var values = new float[Workload.Info.ParameterBufferLength];
        foreach (var (infos, tensor) in _parameters)
        {
            var joined = tensor.data<float>().ToArray().AsSpan();
            foreach (var info in infos)
            {
                joined[..info.Length].CopyTo(values.AsSpan(info.Offset));
                joined = joined[info.Length..];
            }
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

    /// <summary>A parameter, in the shape that the workload's network has it. Several become one, joined at the first axis.</summary>
    protected Tensor Parameter(params string[] names)
    {
        ParameterInfo[] infos = [.. names.Select(name => Workload.Info.Parameters.Single(parameter => parameter.Name == name))];
        long[] shape = [infos.Sum(static info => info.Shape[0]), .. infos[0].Shape.Skip(1).Select(static size => (long)size)];
        using var values = tensor(names.SelectMany(Workload.Parameter).ToArray());
        using var shaped = values.reshape(shape);
        var parameter = new TorchSharp.Modules.Parameter(shaped.clone(), Workload is TrainingWorkload);
        _parameters.Add((infos, parameter));
        return parameter;
    }

    /// <summary>Counts a parameter that exists elsewhere among those of this network.</summary>
    protected void Register(string name, TorchSharp.Modules.Parameter parameter) =>
        _parameters.Add(([Workload.Info.Parameters.Single(info => info.Name == name)], parameter));
}
