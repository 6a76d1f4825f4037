using Gmnm.Gpu;
using ILGPU;

namespace Gmnm.Runtime.Gpu.Tests.Embedding;

/// <summary>Plans with every kind of stage, as the generator writes them.</summary>
internal sealed class LoopNetwork : IGpuNetwork
{
    public GpuProgram GpuInference { get; } = new()
    {
        Name = "Loop: the prediction",
        ArenaConstant = 5,
        ArenaPerSample = 7,
        Stages = [new GpuKernel(nameof(ReadEverything), ReadEverything, 64, new(3, 0, 64, 8))],
    };

    public GpuProgram? GpuTraining { get; } = new()
    {
        Name = "Loop: the loss and its gradient",
        ArenaConstant = 16,
        ArenaPerSample = 2,
        LossAt = 9,
        Stages =
        [
            new GpuKernel(nameof(ReadEverything), ReadEverything, 64, default),
            new GpuLoop(4, true,
            [
                new GpuTiles(
                    new GpuKernel(nameof(Clear), Clear, 64, new(1, 0, 32), new(0, 96, 32)),
                    new GpuKernel(nameof(ReadEverything), ReadEverything, 128, new(1, 0, 64), new(0, 96, 64), new(0, 2, 1)) { NeedsTensorCores = true }),
                new GpuKernel(nameof(Clear), Clear, 32, new(0, 10, 1)) { FewestSamples = 257 },
            ]),
        ],
    };

    public GpuProgram? GpuLoss => null;

    public bool IsGpuLossOfOutputs => true;

    private static void Clear(GpuMemory memory) => memory.Arena[Grid.GlobalIndex.X] = 0f;

    private static void ReadEverything(GpuMemory memory)
    {
        var index = Grid.GlobalIndex.X;
        if (index < memory.Rows && memory.DropoutKey != (ulong)memory.Step)
        {
            memory.Predictions[index] = memory.Inputs[index] + memory.Targets[index] + memory.Parameters[index]
                + memory.Gradients[index] + memory.Arena[index];
        }
    }
}
