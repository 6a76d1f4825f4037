using ILGPU;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.IR;
using ILGPU.IR.Intrinsics;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// 1 / x, on CUDA by the device's own instruction: within one unit in the last place. A division that is rounded as IEEE 754
/// says is a dozen instructions with a branch, behind which the next one waits.
/// </summary>
internal static class Reciprocal
{
    /// <summary>1 / x.</summary>
    [IntrinsicImplementation]
    internal static float Of(float x) => Divided(x);

    /// <summary>Lets ILGPU write the instruction for CUDA, and divide elsewhere.</summary>
    internal static Context.Builder WithReciprocals(this Context.Builder builder)
    {
        var (method, intrinsics) = (((Func<float, float>)Of).Method, builder.GetIntrinsicManager());
        intrinsics.RegisterMethod(method, new PTXIntrinsic(((PTXIntrinsic.Handler)Write).Method, IntrinsicImplementationMode.GenerateCode));
        intrinsics.RegisterMethod(method, new CLIntrinsic(((Func<float, float>)Divided).Method, IntrinsicImplementationMode.Redirect));
        return builder;
    }

    private static float Divided(float x) => 1f / x;

    private static void Write(PTXBackend backend, PTXCodeGenerator generator, Value call)
    {
        var x = generator.LoadPrimitive(call[0]);
        using var command = generator.BeginCommand("rcp.approx.f32");
        command.AppendArgument(generator.AllocateHardware(call));
        command.AppendArgument(x);
    }
}
