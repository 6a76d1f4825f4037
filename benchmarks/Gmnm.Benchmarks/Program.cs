using System.Globalization;
using Gmnm.Benchmarks;

// How long the compiler takes in an editor. Exit code 1 where a median is over its target.
const int WarmUp = 300;
const int ColdRuns = 50;
const int EditRuns = 500;

var benchmark = new GeneratorBenchmark();
benchmark.Cold(ColdRuns);
benchmark.AfterUnrelatedEdit(WarmUp);

Console.WriteLine($"{"ten-layer network, milliseconds",-34}{"median",10}{"fastest",10}{"90 %",10}{"target",10}");
var cold = Report("cold run in a warm process", benchmark.Cold(ColdRuns), target: 150);
var edit = Report("after an unrelated edit", benchmark.AfterUnrelatedEdit(EditRuns), target: 2);
return cold && edit ? 0 : 1;

static bool Report(string name, double[] times, double target)
{
    Array.Sort(times);
    var median = times[times.Length / 2];
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-34}{median,10:F3}{times[0],10:F3}{times[times.Length * 9 / 10],10:F3}{target,10:F0}"));
    return median < target;
}
