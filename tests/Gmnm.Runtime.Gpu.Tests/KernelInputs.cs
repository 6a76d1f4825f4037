namespace Gmnm.Runtime.Gpu.Tests;

/// <summary>What a kernel finds in its blocks of memory.</summary>
internal sealed class KernelInputs
{
    internal float[] Inputs { get; init; } = [0];

    internal float[] Targets { get; init; } = [0];

    internal float[] Parameters { get; init; } = [0];

    internal float[] Gradients { get; init; } = [0];

    internal float[] Arena { get; init; } = [0];

    internal ulong DropoutKey { get; init; }
}
