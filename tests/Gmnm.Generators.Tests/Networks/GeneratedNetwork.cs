namespace Gmnm.Generators.Tests.Networks;

/// <summary>A compiled and loaded network, driven through the contract of the runtime.</summary>
internal abstract class GeneratedNetwork
{
    /// <summary>The instance, for what the contract does not have.</summary>
    public abstract object Instance { get; }

    public abstract NetworkInfo Info { get; }

    public abstract ParameterBuffer Parameters { get; }

    /// <summary>Creates an instance of a generated class that has a loss.</summary>
    public static GeneratedNetwork Create(Type type) =>
        (GeneratedNetwork)Activator.CreateInstance(typeof(GeneratedNetwork<>).MakeGenericType(type), nonPublic: true)!;

    public abstract void Predict(ReadOnlySpan<float> input, Span<float> output);

    public abstract float ForwardBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> target, AlignedBuffer gradient, AlignedBuffer workspace, ulong dropoutKey);

    public abstract float Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> output);

    public abstract int TrainingWorkspaceLength(int batch);

    public void Assign(IReadOnlyDictionary<string, double[]> values) => Assign(Parameters, values);

    /// <summary>Puts values into the parameters by name.</summary>
    public static void Assign(ParameterBuffer parameters, IReadOnlyDictionary<string, double[]> values)
    {
        Assert.Equal(values.Keys.Order(), parameters.Info.Parameters.Select(static parameter => parameter.Name).Order());
        var buffer = parameters.Write();
        foreach (var parameter in parameters.Info.Parameters)
        {
            Floats(values[parameter.Name]).CopyTo(buffer.Slice(parameter.Offset, parameter.Length));
        }
    }

    public static float[] Floats(double[] values) => [.. values.Select(static value => (float)value)];

    public static double[] Doubles(ReadOnlySpan<float> values)
    {
        var doubles = new double[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            doubles[index] = values[index];
        }

        return doubles;
    }
}

/// <summary>Calls the static members of one generated class.</summary>
internal sealed class GeneratedNetwork<TNetwork> : GeneratedNetwork
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private readonly TNetwork _network = TNetwork.Create();

    public override object Instance => _network;

    public override NetworkInfo Info => TNetwork.Info;

    public override ParameterBuffer Parameters => _network.Parameters;

    public override void Predict(ReadOnlySpan<float> input, Span<float> output) => _network.Predict(input, output);

    public override float ForwardBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> target, AlignedBuffer gradient, AlignedBuffer workspace, ulong dropoutKey) =>
        _network.ForwardBackward(input, target, gradient, workspace, dropoutKey);

    public override float Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> output) =>
        _network.Evaluate(input, target, output);

    public override int TrainingWorkspaceLength(int batch) => TNetwork.TrainingWorkspaceLength(batch);
}
