using System.Runtime.CompilerServices;

namespace Gmnm.Threading;

/// <summary>Runs a prediction tile by tile, shared by threads.</summary>
public static unsafe class PredictionRun
{
    /// <summary>Predicts a batch.</summary>
    /// <param name="batch">Samples.</param>
    /// <param name="input">[Batch, InputLength].</param>
    /// <param name="output">[Batch, OutputLength]; written.</param>
    /// <param name="parameters">The flat parameter buffer.</param>
    /// <param name="prepared">What is derived from it; null where nothing is.</param>
    /// <param name="workspaces">Workspaces of the program's arena length.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TProgram>(
        int batch, ReadOnlySpan<float> input, Span<float> output, ReadOnlySpan<float> parameters, AlignedBuffer? prepared,
        WorkspacePool workspaces)
        where TProgram : IPredictionProgram
    {
        var workspace = workspaces.Rent();
        fixed (float* inputs = input, outputs = output, values = parameters, arena = &workspace.Start)
        {
            // Buffers are pinned.
            var derived = prepared is null ? null : (float*)Unsafe.AsPointer(ref prepared.Start);
            var work = new Work<TProgram>
            {
                Memory = new()
                {
                    Rows = batch,
                    InputsAddress = inputs,
                    OutputsAddress = outputs,
                    ParametersAddress = values,
                    PreparedAddress = derived,
                    ArenaAddress = arena,
                },
            };
            if (batch <= TProgram.TileRows && batch < 2 * TProgram.PartSamples)
            {
                TProgram.Run(0, batch, in work.Memory, ref workspace.Start);
            }
            else
            {
                Team.Run(ref work);
            }
        }

        workspaces.Return(workspace);
    }

    private struct Work<TProgram> : ISharedWork
        where TProgram : IPredictionProgram
    {
        public ProgramMemory Memory;

        public static bool Meets => false;

        public readonly nint Rows => Memory.Rows;

        public readonly int Parts => ThreadShare.PartsOf(Rows, TProgram.PartSamples);

        public readonly int ScratchLength => TProgram.TileArenaLength;

        /// <summary>Tiles of nearly the same size: none is so short that its products would be summed in another order.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(in ThreadShare share)
        {
            var (first, count) = share.Samples;
            var tiles = (count + TProgram.TileRows - 1) / TProgram.TileRows;
            for (nint tile = 0; tile < tiles; tile++)
            {
                var start = count * tile / tiles;
                TProgram.Run(first + start, (count * (tile + 1) / tiles) - start, in Memory, ref share.Scratch(ref Memory.Arena));
            }
        }
    }
}
