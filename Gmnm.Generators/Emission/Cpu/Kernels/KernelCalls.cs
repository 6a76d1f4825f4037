using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Cpu.Kernels;

/// <summary>From each operation with a kernel of its own to what writes its call.</summary>
internal static class KernelCalls
{
    public static void Emit(CodeWriter writer, KernelCall call)
    {
        switch (call.Node.Op)
        {
            case Slice or Pad:
                CopyKernel.Emit(writer, call);
                break;
            default:
                throw new InvalidGraphException($"No kernel for {call.Node.Op}.");
        }
    }
}
