using Gmnm.Benchmarks.Kernels;

namespace Gmnm.Benchmarks.Rates;

/// <summary>Elementary functions of floats that stay in the first-level cache.</summary>
internal static class FunctionRates
{
    public static IEnumerable<KernelRate> All
    {
        get
        {
            var functions = new FunctionBenchmark();
            functions.Fill();
            return
            [
                new("`exp` of 4,096 floats", FunctionBenchmark.Length, "", functions.Exp),
                new("`tanh` of 4,096 floats", FunctionBenchmark.Length, "", functions.Tanh),
            ];
        }
    }
}
