namespace Gmnm.Threading;

/// <summary>A generated program from inputs and targets to loss and gradient.</summary>
public interface ITrainingProgram
{
    /// <summary>Samples that a part of the batch has at least: fewer are not worth a thread.</summary>
    static abstract int PartSamples { get; }

    /// <summary>Floats of scratch space that each thread needs for a batch of <paramref name="rows"/> samples.</summary>
    static abstract int ThreadScratch(int rows);

    /// <summary>Runs one thread's share of the groups in order.</summary>
    static abstract void Run(in ThreadShare share, in ProgramMemory memory);
}
