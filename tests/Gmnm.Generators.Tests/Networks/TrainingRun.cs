using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>One forward and backward pass of a generated network, in poisoned memory with guards around it.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="Flat">The gradient buffer.</param>
/// <param name="Gradients">Gradient by trainable parameter.</param>
/// <param name="States">Value after the step by state.</param>
internal sealed record TrainingRun(
    float Loss, float[] Flat, IReadOnlyDictionary<string, double[]> Gradients, IReadOnlyDictionary<string, double[]> States)
{
    private const float Guard = 12345.5f;
    private const int GuardLength = 64;

    /// <summary>
    /// The workspace holds NaN and the gradient's tensors too, so that reading what was not written shows; the padding
    /// between the tensors must stay zero, because optimizers pass over it, and frozen ones become zero.
    /// </summary>
    public static TrainingRun Of(GeneratedNetwork network, Bindings bindings)
    {
        var needed = network.TrainingWorkspaceLength(bindings.Batch);
        var workspace = new AlignedBuffer(needed + GuardLength);
        workspace.Span[..needed].Fill(float.NaN);
        workspace.Span[needed..].Fill(Guard);
        var gradient = new AlignedBuffer(network.Info.ParameterBufferLength);
        foreach (var parameter in network.Info.Parameters)
        {
            gradient.Span.Slice(parameter.Offset, parameter.Length).Fill(float.NaN);
        }

        var loss = network.ForwardBackward(
            GeneratedNetwork.Floats(bindings.Input), GeneratedNetwork.Floats(bindings.Target), gradient, workspace, bindings.DropoutKey);
        Assert.All(workspace.Span[needed..].ToArray(), static value => Assert.Equal(Guard, value));
        var flat = gradient.Span.ToArray();
        Dictionary<string, double[]> ByName(ParameterKind kind) => network.Info.Parameters
            .Where(parameter => parameter.Kind == kind)
            .ToDictionary(
                static parameter => parameter.Name,
                parameter => GeneratedNetwork.Doubles(flat.AsSpan(parameter.Offset, parameter.Length)));
        var zeros = gradient.Span.ToArray();
        foreach (var parameter in network.Info.Parameters.Where(static parameter => parameter.Kind != ParameterKind.Frozen))
        {
            zeros.AsSpan(parameter.Offset, parameter.Length).Clear();
        }

        Assert.All(zeros, static value => Assert.Equal(0, value));
        return new TrainingRun(loss, flat, ByName(ParameterKind.Trainable), ByName(ParameterKind.State));
    }
}
