using System.Reflection;
using Gmnm.Generators.Lowering;
using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Networks without a loss: they predict, and have no training pass.</summary>
public sealed class InferenceOnlyTests
{
    private const int Batch = 19;

    private static readonly Declaration.NetworkDeclaration[] s_networks =
    [
        .. Layer.Aggregations.Select(static aggregation => NetworkSource.Declare(
            $"Only{aggregation}", [7], null, Layer.Gmnm(17, 9, 2, aggregation), Layer.Dropout(0.5), Layer.LayerNorm())),
        NetworkSource.Declare("OnlySoftmax", [2, 3], null, Layer.Linear(4), Layer.Softmax(), Layer.Flatten()),
    ];

    private static readonly Lazy<GeneratedAssembly> s_assembly = new(static () => new GeneratedAssembly(s_networks));

    public static TheoryData<int> Networks => [.. Enumerable.Range(0, s_networks.Length)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void PredictionsAgree(int number)
    {
        var type = s_assembly.Value.Type(s_networks[number].Name);
        Assert.DoesNotContain(type.GetInterfaces(), static contract => contract.Name.StartsWith("ITrainableNetwork", StringComparison.Ordinal));
        typeof(InferenceOnlyTests).GetMethod(nameof(AssertPredicts), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(type)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [number], null);
    }

    private static void AssertPredicts<TNetwork>(int number)
        where TNetwork : class, INetwork<TNetwork>
    {
        var bindings = NetworkData.Draw(s_networks[number], Batch, seed: number);
        var network = TNetwork.Create();
        Assert.Equal(TargetKind.None, TNetwork.Info.Target);
        GeneratedNetwork.Assign(network.Parameters, bindings.Parameters);
        var output = new float[Batch * TNetwork.Info.OutputLength];
        network.Predict(GeneratedNetwork.Floats(bindings.Input), output);
        var expected = Interpreter.Run(NetworkLowering.Inference(s_networks[number]), bindings).Prediction!;
        OracleAssert.Close(TNetwork.Info.Name, GeneratedNetwork.Doubles(output), expected, 1e-4);
    }
}
