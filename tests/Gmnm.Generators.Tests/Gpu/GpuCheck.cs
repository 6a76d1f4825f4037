using Gmnm.Generators.Declaration;
using Gmnm.Generators.Tests.Networks;
using Gmnm.Generators.Tests.Oracle;
using Gmnm.Generators.Tests.Parsing;
using Gmnm.Gpu;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>Compares one network on a device with the same network on the CPU, which other tests compare with the oracle.</summary>
/// <param name="device">The device.</param>
/// <param name="tolerance">How far apart they may be, as <see cref="GpuTolerance"/> says.</param>
/// <param name="network">What the network declares.</param>
/// <param name="generated">The network.</param>
internal sealed class GpuCheck(KernelDevice device, double tolerance, NetworkDeclaration network, GeneratedNetwork generated)
{
    /// <summary>
    /// Prediction, its loss, and loss, gradients and states of a training step; the step once more, the same to the bit, in an
    /// order in which a device may run its kernels.
    /// </summary>
    public void Agrees(int batch)
    {
        var bindings = Draw(batch);
        var (run, loss, gradient) = GpuRun.Reordered(device, generated, bindings);
        Compare(bindings, run);
        Assert.True(run.Bits.AsSpan().SequenceEqual((run with { Loss = loss, Gradient = gradient }).Bits), Title("another order of the kernels gives another result"));
    }

    /// <summary>The same, with the device's own order in the second run: on CUDA that of a graph.</summary>
    public void AgreesTwice(int batch)
    {
        var bindings = Draw(batch);
        var (first, second) = GpuRun.Twice(device, generated, bindings);
        Compare(bindings, first);
        Assert.True(first.Bits.AsSpan().SequenceEqual(second.Bits), Title("a second run differs from the first"));
    }

    /// <summary>The first of some batches, from the largest, that has values away from kinks and poles.</summary>
    public int FirstDrawn(params ReadOnlySpan<int> batches)
    {
        foreach (var batch in batches)
        {
            if (Oracle().TryDraw(batch) is { } bindings)
            {
                generated.Assign(bindings.Parameters);
                if (TrainingRun.Of(generated, bindings).Flat.All(float.IsFinite))
                {
                    return batch;
                }
            }
        }

        throw new InvalidOperationException($"{network.Name} has no batch away from kinks and poles.");
    }

    private Bindings Draw(int batch) => Oracle().Draw(batch);

    private NetworkOracle Oracle() => new(network, seed: network.Name.Length);

    private void Compare(Bindings bindings, GpuRun actual)
    {
        generated.Assign(bindings.Parameters);
        var expected = TrainingRun.Of(generated, bindings);
        var prediction = new float[actual.Prediction.Length];
        var evaluated = generated.Evaluate(GeneratedNetwork.Floats(bindings.Input), GeneratedNetwork.Floats(bindings.Target), prediction);
        Close("prediction", actual.Prediction, prediction);
        Close("loss of the prediction", [actual.Evaluated], [evaluated]);
        Close("training loss", [actual.Loss], [expected.Loss]);

        // Gradients that cancel to nothing are rounding: of the others, or of a slope near 1.
        var largest = expected.Gradients.Values.SelectMany(static values => values).Select(Math.Abs).Append(0.1).Max();
        foreach (var parameter in generated.Info.Parameters)
        {
            Close(
                $"{parameter.Name} after a step",
                actual.Gradient.AsSpan(parameter.Offset, parameter.Length),
                expected.Flat.AsSpan(parameter.Offset, parameter.Length),
                parameter.Kind == ParameterKind.State ? 1e-4 : 1e-2 * largest);
        }
    }

    private void Close(string what, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, double negligible = 1e-4) => OracleAssert.Close(
        Title(what), GeneratedNetwork.Doubles(actual), GeneratedNetwork.Doubles(expected), tolerance, negligible);

    private string Title(string what) =>
        $"{(network.IsGraph || network.Loss is SymbolicLoss ? DeclarationText.Of(network) : NetworkSource.Write([network]))}{what}";
}
