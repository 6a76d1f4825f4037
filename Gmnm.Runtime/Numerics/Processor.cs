using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Gmnm.Numerics;

/// <summary>What the compiled code may use. Constants to the JIT and to the native compiler.</summary>
internal static class Processor
{
    /// <summary>
    /// True where a fused multiply-add is an instruction. Elsewhere it would be a library call a hundred times slower
    /// than the multiply and add that the lanes then use, at every width alike.
    /// </summary>
    internal static bool HasFusedMultiplyAdd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported || Avx512F.IsSupported || AdvSimd.IsSupported;
    }
}
