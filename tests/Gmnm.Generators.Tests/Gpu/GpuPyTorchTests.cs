using Gmnm.Generators.Tests.Networks;
using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>The PTX of generated kernels against PyTorch in double: a case of each file of <c>tests/fixtures</c>.</summary>
[Collection(CudaCollection.Name)]
public sealed class GpuPyTorchTests(CudaFixture cuda)
{
    public static TheoryData<string> Names => [.. PyTorchFamily.OneOfEach.Select(static fixture => fixture.ClassName)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void ResultsArePyTorchs(string name)
    {
        var fixture = PyTorchFamily.OneOfEach.Single(fixture => fixture.ClassName == name);
        var network = GpuNetworks.Create(GpuNetworks.IndexOf($"{PyTorchFamily.Namespace}.{name}"));
        var (actual, expected) = (GpuRun.Of(cuda.Device, network, fixture.Bindings), fixture.Results);
        Close("prediction", actual.Prediction, expected.Prediction!);
        Close("loss of the prediction", [actual.Evaluated], [fixture.PredictionLoss]);
        Close("training loss", [actual.Loss], [expected.Loss!.Value]);
        var largest = expected.Gradients.Values.SelectMany(static values => values).Select(Math.Abs).Append(0.1).Max();
        foreach (var parameter in network.Info.Parameters)
        {
            var values = actual.Gradient.AsSpan(parameter.Offset, parameter.Length);
            if (expected.Gradients.TryGetValue(parameter.Name, out var gradient))
            {
                Close(parameter.Name, values, gradient, 1e-2 * largest);
            }
            else if (expected.States.TryGetValue(parameter.Name, out var state))
            {
                Close(parameter.Name, values, state);
            }
        }
    }

    private void Close(string what, ReadOnlySpan<float> actual, double[] expected, double negligible = 1e-4) =>
        OracleAssert.Close(what, GeneratedNetwork.Doubles(actual), expected, cuda.Tolerance, negligible);
}
