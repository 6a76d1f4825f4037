using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Generated single-precision code against PyTorch.</summary>
public sealed class PyTorchGeneratedCodeTests
{
    private const double Tolerance = 1e-4;

    private static readonly Lazy<GeneratedAssembly> s_assembly =
        new(static () => new GeneratedAssembly(PyTorchFixture.All.Select(static fixture => fixture.Network)));

    public static TheoryData<int> Fixtures => [.. Enumerable.Range(0, PyTorchFixture.All.Count)];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void GeneratedCodeAgrees(int number)
    {
        var (network, bindings, expected, _) = PyTorchFixture.All[number];
        var generated = s_assembly.Value.Create(network.Name);
        generated.Assign(bindings.Parameters);
        var output = new float[expected.Prediction!.Length];
        generated.Predict(GeneratedNetwork.Floats(bindings.Input), output);
        OracleAssert.Close($"{network.Name}, output", GeneratedNetwork.Doubles(output), expected.Prediction, Tolerance);

        var loss = generated.Loss(output, GeneratedNetwork.Floats(bindings.Target));
        OracleAssert.Close($"{network.Name}, loss", [loss], [expected.Loss!.Value], Tolerance);

        var training = TrainingRun.Of(generated, bindings);
        OracleAssert.Close($"{network.Name}, training loss", [training.Loss], [expected.Loss!.Value], Tolerance);
        Assert.Equal(expected.Gradients.Keys.Order(), training.Gradients.Keys.Order());
        foreach (var (name, gradient) in expected.Gradients)
        {
            OracleAssert.Close($"{network.Name}, {name}", training.Gradients[name], gradient, Tolerance, negligible: 1e-3);
        }
    }
}
