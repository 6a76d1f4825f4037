using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace Gmnm.Benchmarks.Peers.Torch;

/// <summary>A network of a workload as a composition of tensor operations, on copies of the workload's parameters.</summary>
/// <param name="workload">The workload; one that trains gets parameters with gradients.</param>
internal abstract class TorchNetwork(NetworkWorkload workload) : IDisposable
{
    private readonly List<(ParameterInfo[] Infos, Parameter Tensor, Func<Tensor, Tensor> Layout)> _parameters = [];

    protected NetworkWorkload Workload { get; } = workload;

    /// <summary>The parameters, for an optimizer.</summary>
    public IEnumerable<Parameter> Parameters => _parameters.Select(static parameter => parameter.Tensor);

    /// <summary>[Batch, features] to the network's output.</summary>
    public abstract Tensor Forward(Tensor x);

    /// <summary>The parameters in the order of the workload's flat buffer.</summary>
    public float[] Values()
    {
        using var mode = no_grad();
        var values = new float[Workload.Info.ParameterBufferLength];
        foreach (var (infos, tensor, layout) in _parameters)
        {
            using var ours = layout(tensor).clone();
            var joined = ours.data<float>().ToArray().AsSpan();
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
        foreach (var parameter in Parameters)
        {
            parameter.Dispose();
        }
    }

    /// <summary>A parameter, in the shape that the workload's network has it. Several become one, joined at the first axis.</summary>
    protected Tensor Parameter(params string[] names) => Parameter(static tensor => tensor, names);

    /// <summary>A parameter in another layout.</summary>
    /// <param name="layout">From our shape to the other, and back.</param>
    /// <param name="names">Its names.</param>
    protected Tensor Parameter(Func<Tensor, Tensor> layout, params string[] names)
    {
        ParameterInfo[] infos = [.. names.Select(Info)];
        long[] shape = [infos.Sum(static info => info.Shape[0]), .. infos[0].Shape.Skip(1).Select(static size => (long)size)];
        using var values = tensor(names.SelectMany(Workload.Parameter).ToArray());
        var parameter = new Parameter(layout(values.reshape(shape)).contiguous().clone(), Workload is TrainingWorkload);
        _parameters.Add((infos, parameter, layout));
        return parameter;
    }

    /// <summary>Gives a parameter that is there the values of one of the workload's, and counts it among those of this network.</summary>
    protected void Take(Parameter parameter, string name)
    {
        using var mode = no_grad();
        using var values = tensor(Workload.Parameter(name));
        parameter.copy_(values.reshape(parameter.shape));
        _parameters.Add(([Info(name)], parameter, static tensor => tensor));
    }

    private ParameterInfo Info(string name) => Workload.Info.Parameters.Single(parameter => parameter.Name == name);
}
