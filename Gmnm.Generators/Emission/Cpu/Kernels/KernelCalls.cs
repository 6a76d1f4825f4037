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
            case Slice slice:
                MoveKernels.Slice(writer, call, slice);
                break;
            case Pad pad:
                MoveKernels.Pad(writer, call, pad);
                break;
            case Concat concat:
                MoveKernels.Concat(writer, call, concat);
                break;
            case Permute permute:
                MoveKernels.Permute(writer, call, permute);
                break;
            case BatchMatMul product:
                BatchMatMulKernel.Emit(writer, call, product);
                break;
            case PackedWeights weights:
                PackedWeightsKernel.Emit(writer, call, weights);
                break;
            case Dense:
                DenseKernel.Emit(writer, call);
                break;
            case PackedProjections or GaussianDerivative or GaussianOffsetGradient or GaussianInputGradient or GaussianWeightGradient:
                GaussianKernel.Emit(writer, call);
                break;
            case EmbeddingLookup or EmbeddingLookupGradient:
                EmbeddingKernel.Emit(writer, call);
                break;
            case SinusoidTable:
                SinusoidKernel.Emit(writer, call);
                break;
            case ConvolutionInputGradient or ConvolutionWeightGradient or MaxPool or MaxPoolGradient or PlaceGradient
                or AveragePool or AveragePoolGradient or Patches or PatchesGradient:
                WindowKernel.Emit(writer, call);
                break;
            case BilinearUpsample or BilinearUpsampleGradient:
                UpsampleKernel.Emit(writer, call);
                break;
            default:
                throw new InvalidGraphException($"No kernel for {call.Node.Op}.");
        }
    }
}
