namespace Gmnm.Gpu;

/// <summary>A kernel that was compiled to PTX when its project was built.</summary>
/// <param name="name">Name of the generated method: the layers that it computes.</param>
/// <param name="threads">Threads of a group.</param>
/// <param name="x">Groups along the first axis of the grid.</param>
/// <param name="y">Groups along the second axis.</param>
/// <param name="z">Groups along the third axis.</param>
/// <param name="entry">Name of the function in the PTX.</param>
/// <param name="parameterBytes">Size of each of its parameters.</param>
/// <param name="ptx">The text.</param>
internal sealed class EmbeddedKernel(
    string name, int threads, GpuExtent x, GpuExtent y, GpuExtent z, string entry, IReadOnlyList<int> parameterBytes, string ptx)
    : GpuLaunch(name, threads, x, y, z)
{
    /// <summary>Name of the function in the PTX.</summary>
    public string Entry => entry;

    /// <summary>Size of each of its parameters.</summary>
    public IReadOnlyList<int> ParameterBytes => parameterBytes;

    /// <summary>The text.</summary>
    public string Ptx => ptx;
}
