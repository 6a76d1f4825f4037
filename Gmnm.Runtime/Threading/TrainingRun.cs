using System.Runtime.CompilerServices;

namespace Gmnm.Threading;

/// <summary>Runs a training program, shared by threads.</summary>
public static unsafe class TrainingRun
{
    /// <summary>Computes the loss of a batch and the gradient.</summary>
    /// <param name="batch">Samples; positive.</param>
    /// <param name="input">[Batch, InputLength].</param>
    /// <param name="target">[Batch, TargetLength].</param>
    /// <param name="parameters">The flat parameter buffer.</param>
    /// <param name="gradient">Laid out like it; written.</param>
    /// <param name="workspace">The program's memory.</param>
    /// <param name="dropoutKey">Key of the dropout masks.</param>
    /// <returns>The loss.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Run<TProgram>(
        int batch, ReadOnlySpan<float> input, ReadOnlySpan<float> target, ReadOnlySpan<float> parameters, AlignedBuffer gradient,
        AlignedBuffer workspace, ulong dropoutKey)
        where TProgram : ITrainingProgram
    {
        var result = 0f;
        fixed (float* inputs = input, targets = target, values = parameters, gradients = &gradient.Start, arena = &workspace.Start)
        {
            var work = new Work<TProgram>
            {
                Memory = new()
                {
                    Rows = batch,
                    DropoutKey = dropoutKey,
                    InputsAddress = inputs,
                    TargetsAddress = targets,
                    OutputsAddress = gradients,
                    ParametersAddress = values,
                    ArenaAddress = arena,
                    ResultAddress = &result,
                },
                Parts = ThreadShare.PartsOf(batch, TProgram.PartSamples),
                ScratchLength = TProgram.ThreadScratch(batch),
            };
            Team.Run(ref work);
        }

        return result;
    }

    private struct Work<TProgram> : ISharedWork
        where TProgram : ITrainingProgram
    {
        public ProgramMemory Memory;

        public static bool Meets => true;

        public int Parts { readonly get; init; }

        public int ScratchLength { readonly get; init; }

        public readonly nint Rows => Memory.Rows;

        public readonly void Run(in ThreadShare share) => TProgram.Run(in share, in Memory);
    }
}
