using ILGPU;
using ILGPU.Backends;
using ILGPU.Backends.PTX;
using ILGPU.IR;
using ILGPU.IR.Intrinsics;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// The tensor cores: a warp adds to 16 × 8 sums eight products each, of numbers whose first eleven bits count (TF32). Lane
/// 4r + c has rows r and r + 8 of the left side at places c and c + 4 along the depth, column r of the right side there, and
/// the sums of rows r and r + 8 in columns 2c and 2c + 1.
/// </summary>
internal static class TensorCore
{
    /// <summary>The bits of a float that count.</summary>
    private const uint Counted = 0xFFFFE000;

    /// <summary>Half of the last of them.</summary>
    private const uint Half = 0x1000;

    /// <summary>
    /// A float as a number whose bits that count are the nearest to it. The others are left alone: the device does not read
    /// them.
    /// </summary>
    internal static uint Nearest(float value) => Interop.FloatAsInt(value) + Half;

    /// <summary>What the bits that count leave of a float: at most 2⁻¹¹ of it, of which the first eleven bits count again.</summary>
    internal static uint Rest(float value, uint nearest) => Interop.FloatAsInt(value - Interop.IntAsFloat(nearest & Counted));

    /// <summary>
    /// Adds the products to the sums; all lanes take part. On CUDA this is one instruction, which rounds towards zero. Here is
    /// what else it does, for the emulation.
    /// </summary>
    /// <param name="sums">Row r: columns 2c and 2c + 1; row r + 8: the same.</param>
    /// <param name="left">Rows r and r + 8 at place c; the same at c + 4.</param>
    /// <param name="right">Column r at places c and c + 4.</param>
    [IntrinsicImplementation]
    internal static Quad MultiplyAdd(Quad sums, Bits left, BitPair right)
    {
        var lane = Warp.LaneIdx;
        var (rows, columns) = (lane / 4 * 4, lane % 4 * 8);
        for (var place = 0; place < 4; place++)
        {
            var (l, first, second) = (Warp.Shuffle(left, rows + place), Warp.Shuffle(right, columns + place), Warp.Shuffle(right, columns + 4 + place));
            sums.A += (Value(l.A) * Value(first.A)) + (Value(l.C) * Value(first.B));
            sums.B += (Value(l.A) * Value(second.A)) + (Value(l.C) * Value(second.B));
            sums.C += (Value(l.B) * Value(first.A)) + (Value(l.D) * Value(first.B));
            sums.D += (Value(l.B) * Value(second.A)) + (Value(l.D) * Value(second.B));
        }

        return sums;
    }

    /// <summary>Lets ILGPU write the instruction for CUDA.</summary>
    internal static Context.Builder WithTensorCores(this Context.Builder builder)
    {
        builder.GetIntrinsicManager().RegisterMethod(
            ((Func<Quad, Bits, BitPair, Quad>)MultiplyAdd).Method,
            new PTXIntrinsic(((PTXIntrinsic.Handler)Write).Method, IntrinsicImplementationMode.GenerateCode));
        return builder;
    }

    private static float Value(uint bits) => Interop.IntAsFloat(bits & Counted);

    private static void Write(PTXBackend backend, PTXCodeGenerator generator, Value call)
    {
        var results = Registers(generator.Allocate(call));
        using var command = generator.BeginCommand("mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32");
        command.AppendVectorArgument(results);
        command.AppendVectorArgument(Registers(generator.Load(call[1])));
        command.AppendVectorArgument(Registers(generator.Load(call[2])));
        command.AppendVectorArgument(Registers(generator.Load(call[0])));
    }

    /// <summary>The registers of a struct's fields.</summary>
    private static RegisterAllocator<PTXRegisterKind>.PrimitiveRegister[] Registers(RegisterAllocator<PTXRegisterKind>.Register fields) =>
        [.. ((RegisterAllocator<PTXRegisterKind>.CompoundRegister)fields).Children.Cast<RegisterAllocator<PTXRegisterKind>.PrimitiveRegister>()];

    /// <summary>A lane's part of the left side.</summary>
    internal readonly struct Bits(uint a, uint b, uint c, uint d)
    {
        internal readonly uint A = a, B = b, C = c, D = d;
    }

    /// <summary>A lane's part of the right side.</summary>
    internal readonly struct BitPair(uint a, uint b)
    {
        internal readonly uint A = a, B = b;
    }
}
