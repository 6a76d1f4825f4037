namespace Gmnm.Gpu;

/// <summary>A kernel that was compiled to PTX when its project was built.</summary>
/// <param name="name">Name of the generated method: the layers that it computes.</param>
/// <param name="threads">Threads of a group.</param>
/// <param name="x">Groups along the first axis of the grid.</param>
/// <param name="y">Groups along the second axis.</param>
/// <param name="z">Groups along the third axis.</param>
/// <param name="ptx">What it was compiled to.</param>
internal sealed class EmbeddedKernel(string name, int threads, GpuExtent x, GpuExtent y, GpuExtent z, PtxKernel ptx)
    : GpuLaunch(name, threads, x, y, z)
{
    /// <summary>What it was compiled to.</summary>
    public PtxKernel Ptx => ptx;

    /// <inheritdoc/>
    internal override object Identity => this;
}
