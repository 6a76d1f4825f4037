namespace Gmnm.Gpu;

/// <summary>Where a CUDA device has its kernels from: an assembly that carries them, or a compiler.</summary>
internal abstract class CudaKernels
{
    /// <summary>Key of the sums of squares in <see cref="Update"/>.</summary>
    public const string SumSquares = "SumSquares";

    /// <summary>Key of the decision whether a step is taken.</summary>
    public const string Admit = "Admit";

    /// <summary>Key of the average of the parameters.</summary>
    public const string Average = "Average";

    /// <summary>The programs of a network.</summary>
    /// <exception cref="GpuException">It has none.</exception>
    public abstract NetworkPrograms ProgramsOf(object network, NetworkInfo info);

    /// <summary>A kernel of a program. Several threads may ask at once.</summary>
    /// <exception cref="GpuException">It does not compile.</exception>
    public abstract PtxKernel Of(GpuProgram program, GpuLaunch launch);

    /// <summary>A kernel of the optimizers, by the name of its method.</summary>
    public abstract PtxKernel Update(string name);

    /// <summary>Says that many kernels will be asked for, until <see cref="Trim"/>.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Says that most kernels have been asked for: memory that was kept for more is freed.</summary>
    public virtual void Trim()
    {
    }
}
