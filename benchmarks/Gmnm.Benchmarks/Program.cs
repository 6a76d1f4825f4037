using BenchmarkDotNet.Running;
using Gmnm.Benchmarks;
using Gmnm.Benchmarks.Kernels;
using Gmnm.Benchmarks.Rates;
using Gmnm.Benchmarks.Scaling;

// Without an argument the compiler's own time; "kernels", "rates" and "scaling" measure what it writes.
switch (args)
{
    case []:
        return GeneratorTimes.Run();
    case ["kernels", .. var options]:
        BenchmarkSwitcher.FromAssembly(typeof(KernelConfiguration).Assembly).Run(options, new KernelConfiguration());
        return 0;
    case ["rates"]:
        RateReport.Run();
        return 0;
    case ["scaling"]:
        ScalingReport.Run("scaling.png");
        return 0;
    case ["scaling", var picture]:
        ScalingReport.Run(picture);
        return 0;
    default:
        Console.Error.WriteLine("Gmnm.Benchmarks: takes nothing, 'kernels' with options of BenchmarkDotNet, 'rates', or 'scaling' with the name of a picture.");
        return 2;
}
