using System.Globalization;
using Gmnm.Benchmarks;

// How long the compiler takes in an editor. Exit code 1 where a time is over its target.
const int Rounds = 20;
const int ColdRuns = 10;
const int EditRuns = 50;

var benchmark = new GeneratorBenchmark();
benchmark.Cold(Rounds * ColdRuns / 2);
benchmark.AfterUnrelatedEdit(Rounds * EditRuns / 2);

Console.WriteLine("ten-layer network; milliseconds, medians of rounds: other programs disturb some rounds, not the quietest");
Console.WriteLine($"{"",-34}{"quietest",10}{"middle",10}{"worst",10}{"target",10}");
var cold = Report("cold run in a warm process", benchmark.Cold, ColdRuns, target: 150);
var edit = Report("after an unrelated edit", benchmark.AfterUnrelatedEdit, EditRuns, target: 2);
return cold && edit ? 0 : 1;

static bool Report(string name, Func<int, double[]> run, int runs, double target)
{
    double[] medians = [.. Enumerable.Range(0, Rounds).Select(_ => Median(run(runs))).Order()];
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-34}{medians[0],10:F2}{medians[Rounds / 2],10:F2}{medians[^1],10:F2}{target,10:F2}"));
    return medians[0] < target;
}

static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);
