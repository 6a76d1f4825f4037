using System.Runtime.InteropServices;

namespace Gmnm.Gpu;

/// <summary>The one parameter of every kernel of a network: <c>GpuMemory</c> as ILGPU lays it out in PTX.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct CudaMemory
{
    public CudaView Inputs;
    public CudaView Targets;
    public CudaView Parameters;
    public CudaView Gradients;
    public CudaView Predictions;
    public CudaView Arena;
    public ulong DropoutKey;
    public int Rows;
    public int Step;

    /// <summary>Bytes of it.</summary>
    public const int Size = (6 * 16) + 8 + 4 + 4;
}
