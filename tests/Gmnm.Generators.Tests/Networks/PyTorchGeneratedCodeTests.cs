using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Generated single-precision code against PyTorch in double: relative to the largest element of each tensor.</summary>
public sealed class PyTorchGeneratedCodeTests
{
    private const double Tolerance = 1e-5;

    /// <summary>
    /// A gradient whose elements are all below this share of the network's largest is compared to 1e-7 of that, the rounding
    /// of the terms that cancel in it: such as that of a bias in front of a BatchNorm.
    /// </summary>
    private const double Negligible = 1e-2;

    public static TheoryData<string, string> Cases => PyTorchFamily.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void GeneratedCodeAgrees(string file, string name)
    {
        var family = PyTorchFamily.Named(file);
        var fixture = family[name];
        var (bindings, expected) = (fixture.Bindings, fixture.Results);
        var generated = family.Create(fixture);
        generated.Assign(bindings.Parameters);
        var output = new float[expected.Prediction!.Length];
        var loss = generated.Evaluate(GeneratedNetwork.Floats(bindings.Input), GeneratedNetwork.Floats(bindings.Target), output);
        OracleAssert.Close("output", GeneratedNetwork.Doubles(output), expected.Prediction, Tolerance);

        OracleAssert.Close("loss of the prediction", [loss], [fixture.PredictionLoss], Tolerance);

        var training = TrainingRun.Of(generated, bindings);
        OracleAssert.Close("training loss", [training.Loss], [expected.Loss!.Value], Tolerance);
        Assert.Equal(expected.Gradients.Keys.Order(), training.Gradients.Keys.Order());
        var largest = expected.Gradients.Values.SelectMany(static values => values).Select(Math.Abs).Append(1).Max();
        foreach (var (parameter, gradient) in expected.Gradients)
        {
            OracleAssert.Close(parameter, training.Gradients[parameter], gradient, Tolerance, Negligible * largest);
        }

        Assert.Equal(expected.States.Keys.Order(), training.States.Keys.Order());
        foreach (var (state, value) in expected.States)
        {
            OracleAssert.Close(state, training.States[state], value, Tolerance);
        }
    }
}
