using System.Runtime.InteropServices;

namespace Gmnm.Gpu;

/// <summary>A block as a kernel's parameter: as ILGPU lays out <c>ArrayView&lt;float&gt;</c> in PTX.</summary>
/// <param name="Address">Its first byte.</param>
/// <param name="Length">Its floats.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct CudaView(ulong Address, long Length);
