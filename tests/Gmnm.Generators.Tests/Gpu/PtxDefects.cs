using System.Globalization;
using System.Text.RegularExpressions;
using Gmnm.Gpu;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>What is wrong with a kernel: memory for each thread, functions of a library, too much shared memory, barriers out of place.</summary>
internal static partial class PtxDefects
{
    /// <summary>Shared memory that every device gives a group.</summary>
    private const int MostSharedBytes = 48 * 1024;

    /// <summary>The defects of a kernel.</summary>
    /// <param name="compiler">What compiles it.</param>
    /// <param name="program">The program that it is of.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="source">Its text in C#.</param>
    public static IEnumerable<string> Of(CompiledCudaKernels compiler, GpuProgram program, GpuKernel kernel, string source)
    {
        try
        {
            return Of(compiler.Of(program, kernel).Text, BarriersOf(source), kernel.Threads, kernel.IsAlone);
        }
        catch (GpuException exception)
        {
            return [exception.Message];
        }
    }

    /// <summary>Barriers that a kernel's calls have; null where their number depends on options.</summary>
    private static int? BarriersOf(string source) =>
        OtherCall().IsMatch(source) ? null
        : ProductCall().Count(source) is var products && products > 0 ? (BarriersOfProduct * products) + DeepCall().Count(source) + MixtureCall().Count(source)
        : LoopCall().Count(source);

    /// <summary>After a slab of operands is stored, before the loop and in it; slices of the depth meet at one more.</summary>
    private const int BarriersOfProduct = 2;

    private static IEnumerable<string> Of(string assembly, int? barriers, int threads, bool isAlone)
    {
        foreach (var word in Forbidden().Matches(assembly).Select(static match => match.Value).Distinct())
        {
            yield return $"has {word}";
        }

        var shared = SharedArray().Matches(assembly).Sum(static match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        if (shared > MostSharedBytes)
        {
            yield return $"takes {shared} bytes of shared memory";
        }

        if (assembly.Contains(".shared .align", StringComparison.Ordinal) != shared > 0)
        {
            yield return "declares shared memory in a way that this test does not read";
        }

        var found = Barrier().Count(assembly);
        if (barriers is { } expected && found != expected)
        {
            yield return $"has {found} barriers, not {expected}";
        }

        if (!assembly.Contains($".maxntid {threads},", StringComparison.Ordinal) || assembly.Contains(".minnctapersm 2", StringComparison.Ordinal) != (threads >= 256 && !isAlone))
        {
            yield return "does not tell the driver its threads, or that two large groups share a multiprocessor";
        }

        if (threads is < 32 or > 1024 || threads % 32 != 0)
        {
            yield return $"has {threads} threads";
        }
    }

    [GeneratedRegex(@"(?<![\w.])(\.local|\.extern|call|atom|red)(?![\w])")]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"GpuRowProducts\.(Share<|Wait\()")]
    private static partial Regex LoopCall();

    [GeneratedRegex(@"GpuTiledProduct\.Run\(")]
    private static partial Regex ProductCall();

    [GeneratedRegex(@"new (kernels::)?(SlicedSquare|SixteenSlices)\(\)")]
    private static partial Regex DeepCall();

    [GeneratedRegex(@"GpuMixture\.Run\(")]
    private static partial Regex MixtureCall();

    [GeneratedRegex(@"\b(FusedAttention\.|RowAttention\.|AxisAlignedGaussians\.|DirectConvolution\.|GpuColumnSums\.|GpuReduction\.|GpuPartSums\.AddMany)")]
    private static partial Regex OtherCall();

    [GeneratedRegex(@"\bbar(rier)?\.sync\b")]
    private static partial Regex Barrier();

    [GeneratedRegex(@"\.shared \.align \d+ \.b8 \w+\[(\d+)\]")]
    private static partial Regex SharedArray();
}
