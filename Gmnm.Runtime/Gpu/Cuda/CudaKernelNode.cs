using System.Runtime.InteropServices;

namespace Gmnm.Gpu;

/// <summary>CUDA_KERNEL_NODE_PARAMS_v1: a launch as the driver keeps it in a graph.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct CudaKernelNode
{
    public nint Function;
    public uint GridX;
    public uint GridY;
    public uint GridZ;
    public uint ThreadsX;
    public uint ThreadsY;
    public uint ThreadsZ;
    public uint SharedBytes;
    public void** Parameters;
    public void** Extra;
}
