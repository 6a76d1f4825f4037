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

    /// <summary>Two runs in the same memory, in which nothing is left of the first: who reads too soon reads NaN.</summary>
    public static (GpuRun First, GpuRun Second) Twice(KernelDevice device, GeneratedNetwork network, Bindings bindings)
    {
        network.Assign(bindings.Parameters);
        using var session = new GpuSession(device, network.Instance, network.Parameters);
        var first = Of(session, network.Info, bindings);
        Spoil(session, device, network.Info, bindings);
        return (first, Of(session, network.Info, bindings));
    }

    /// <summary>A run, and loss and gradient once more with the kernels in another order that their dependencies allow.</summary>
    public static (GpuRun First, float Loss, float[] Gradient) Reordered(KernelDevice device, GeneratedNetwork network, Bindings bindings)
    {
        network.Assign(bindings.Parameters);
        using var session = new GpuSession(device, network.Instance, network.Parameters);
        var first = Of(session, network.Info, bindings);
        var launches = Spoil(session, device, network.Info, bindings);
        var plan = GpuPlan.Of(launches[0].Program, launches[0].Run.Rows, device);
        foreach (var index in LastFirst(plan))
        {
            device.Run(new GpuPlan(plan.Program, plan.Rows, [plan.Launches[index] with { After = [] }]), launches[index].Run);
        }

        var gradient = new float[network.Info.ParameterBufferLength];
        session.DownloadGradient(gradient);
        return (first, session.ReadLoss(), gradient);
    }

    /// <summary>Overwrites arena and gradients. Gives the launches of a step.</summary>
    private static List<(GpuProgram Program, Gmnm.Gpu.GpuRun Run)> Spoil(GpuSession session, KernelDevice device, NetworkInfo info, Bindings bindings)
    {
        List<(GpuProgram Program, Gmnm.Gpu.GpuRun Run)> launches = [];
        device.Observer = (program, _, run) => launches.Add((program, run));
        session.ForwardBackwardAgain(bindings.Batch, bindings.DropoutKey);
        device.Observer = null;
        var (training, memory) = launches[0];
        memory.Arena.Upload(Enumerable.Repeat(float.NaN, checked((int)training.ArenaLength(memory.Rows))).ToArray());
        var gradient = new float[info.ParameterBufferLength];
        foreach (var parameter in info.Parameters.Where(static parameter => parameter.Kind != ParameterKind.Frozen))
        {
            gradient.AsSpan(parameter.Offset, parameter.Length).Fill(float.NaN);
        }

        memory.Gradients.Upload(gradient);
        return launches;
    }

    /// <summary>Of the launches that need not wait always the last.</summary>
    private static IEnumerable<int> LastFirst(GpuPlan plan)
    {
        var ended = new HashSet<int>();
        while (ended.Count < plan.Launches.Length)
        {
            var next = Enumerable.Range(0, plan.Launches.Length).Last(index => !ended.Contains(index) && plan.Launches[index].After.All(ended.Contains));
            ended.Add(next);
            yield return next;
        }
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
