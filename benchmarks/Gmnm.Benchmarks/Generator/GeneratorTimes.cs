using System.Globalization;

namespace Gmnm.Benchmarks;

/// <summary>How long the compiler takes in an editor.</summary>
internal static class GeneratorTimes
{
    private const int Rounds = 20;
    private const int ColdRuns = 10;
    private const int EditRuns = 50;

    /// <summary>Prints the times; gives 1 where one is over its target.</summary>
    public static int Run()
    {
        var first = new GeneratorBenchmark(Resource("ResNet8.cs")).Cold(1)[0];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"ResNet-8, first run of a process: {first:F0} ms, nearly all of it .NET compiling the compilers"));
        Console.WriteLine("milliseconds, medians of rounds: other programs disturb some rounds, not the quietest");
        Console.WriteLine($"{"",-44}{"quietest",10}{"middle",10}{"worst",10}{"target",10}");
        var withinTargets = Measure("ten layers", GeneratorBenchmark.TenLayers, cold: 150);
        withinTargets &= Measure("ResNet-8", Resource("ResNet8.cs"), cold: 400);
        return withinTargets ? 0 : 1;
    }

    private static bool Measure(string network, string source, double cold)
    {
        var benchmark = new GeneratorBenchmark(source);
        benchmark.Cold(Rounds * ColdRuns / 2);
        benchmark.AfterUnrelatedEdit(Rounds * EditRuns / 2);
        var isColdWithin = Report($"{network}: cold run in a warm process", benchmark.Cold, ColdRuns, cold);
        return Report($"{network}: after an unrelated edit", benchmark.AfterUnrelatedEdit, EditRuns, target: 2) && isColdWithin;
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(GeneratorBenchmark).Assembly.GetManifestResourceStream(name)!);
        return "using Gmnm;\n" + reader.ReadToEnd();
    }

    private static bool Report(string name, Func<int, double[]> run, int runs, double target)
    {
        double[] medians = [.. Enumerable.Range(0, Rounds).Select(_ => Median(run(runs))).Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-44}{medians[0],10:F2}{medians[Rounds / 2],10:F2}{medians[^1],10:F2}{target,10:F2}"));
        return medians[0] < target;
    }

    private static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);
}
