namespace Gmnm.Benchmarks;

/// <summary>A workload on a network: parameters and a batch of inputs that all contenders share.</summary>
internal abstract class NetworkWorkload : Workload
{
    private const ulong InputSeed = 1;

    /// <param name="name">Name in the table.</param>
    /// <param name="info">The network.</param>
    /// <param name="parameters">Its parameters, at the start.</param>
    /// <param name="batch">Samples of a call.</param>
    protected NetworkWorkload(string name, NetworkInfo info, ParameterBuffer parameters, int batch)
        : base(name)
    {
        Info = info;
        Batch = batch;
        Start = parameters.Values.ToArray();
        Inputs = Numbers.Normal(batch * info.InputLength, InputSeed);
    }

    public NetworkInfo Info { get; }

    public int Batch { get; }

    /// <summary>[Batch, InputLength].</summary>
    public float[] Inputs { get; }

    /// <summary>All parameters as the flat buffer has them.</summary>
    public float[] Start { get; }

    /// <summary>The values of one parameter at the start.</summary>
    public float[] Parameter(string name)
    {
        var parameter = Info.Parameters.Single(parameter => parameter.Name == name);
        return Start[parameter.Offset..(parameter.Offset + parameter.Length)];
    }
}
