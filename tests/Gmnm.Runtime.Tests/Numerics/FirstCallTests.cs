using System.Reflection;
using System.Runtime.CompilerServices;

namespace Gmnm.Runtime.Tests.Numerics;

public class FirstCallTests
{
    /// <summary>Bytes of intermediate code up to which the compiler may put a method into its callers.</summary>
    private const int InlinedBytes = 100;

    private const MethodImplAttributes Chosen = MethodImplAttributes.AggressiveInlining | MethodImplAttributes.AggressiveOptimization;

    /// <summary>By default a method is slow until it was called often, and then for a tenth of a second or a second more.</summary>
    [Fact]
    public void KernelsAndThreadsAreOptimizedFromTheFirstCall()
    {
        var slow =
            from type in typeof(AlignedBuffer).Assembly.GetTypes()
            where type.Namespace is "Gmnm.Numerics" or "Gmnm.Threading"
            from method in type.GetMethods(
                BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            where method.GetMethodBody()?.GetILAsByteArray()?.Length > InlinedBytes
            where (method.GetMethodImplementationFlags() & Chosen) == 0 && !method.IsDefined(typeof(CompilerGeneratedAttribute))
            select $"{type.Name}.{method.Name}";
        Assert.Empty(slow);
    }
}
