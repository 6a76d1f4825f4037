using Gmnm.Generators.Tests.Networks;
using Gmnm.Generators.Tests.Oracle;
using Gmnm.Gpu;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>What a device makes of one batch. The only place of the tests that knows how a session is driven.</summary>
/// <param name="Prediction">The outputs.</param>
/// <param name="Evaluated">The loss of the outputs, without dropout.</param>
/// <param name="Loss">The loss of the training step.</param>
/// <param name="Gradient">The gradient buffer, with the states after the step.</param>
internal sealed record GpuRun(float[] Prediction, float Evaluated, float Loss, float[] Gradient)
{
    public static GpuRun Of(KernelDevice device, GeneratedNetwork network, Bindings bindings)
    {
        network.Assign(bindings.Parameters);
        using var session = new GpuSession(device, network.Instance, network.Parameters);
        return Of(session, network.Info, bindings);
    }

    /// <summary>Two runs in the same memory: the second finds there what the first left.</summary>
    public static (GpuRun First, GpuRun Second) Twice(KernelDevice device, GeneratedNetwork network, Bindings bindings)
    {
        network.Assign(bindings.Parameters);
        using var session = new GpuSession(device, network.Instance, network.Parameters);
        return (Of(session, network.Info, bindings), Of(session, network.Info, bindings));
    }

    /// <summary>Every number by its bits, for comparisons in which NaN equals itself.</summary>
    public int[] Bits => [.. Prediction.Append(Evaluated).Append(Loss).Concat(Gradient).Select(BitConverter.SingleToInt32Bits)];

    private static GpuRun Of(GpuSession session, NetworkInfo info, Bindings bindings)
    {
        var (input, target) = (GeneratedNetwork.Floats(bindings.Input), GeneratedNetwork.Floats(bindings.Target));
        var (evaluatedOutput, gradient) = (new float[bindings.Batch * info.OutputLength], new float[info.ParameterBufferLength]);
        var evaluated = session.Evaluate(input, target, evaluatedOutput);
        var staged = session.Stage(bindings.Batch);
        input.CopyTo(staged.Inputs);
        target.CopyTo(staged.Targets);
        session.ForwardBackward(bindings.DropoutKey);
        session.DownloadGradient(gradient);
        return new GpuRun(evaluatedOutput, evaluated, session.ReadLoss(), gradient);
    }
}
