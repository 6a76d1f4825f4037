using System.Globalization;

namespace Gmnm.Benchmarks.Scaling;

/// <summary>Time over work as one thing grows: falling while it is small, flat once it is large, and with no cliff between.</summary>
internal static class ScalingReport
{
    /// <summary>Prints a table and draws it into <paramref name="picture"/>, a PNG file. One thread: processor time is then the work's own.</summary>
    public static void Run(string picture)
    {
        OurThreads.Set(1);
        List<(string Axis, IReadOnlyList<ScalingResult> Results)> all = [];
        Console.WriteLine($"{"",-20}{"size",8}{"predict µs",14}{"ns / 1000 MAC",15}{"step µs",14}{"ns / 1000 MAC",15}");
        foreach (var axis in ScalingAxes.All)
        {
            List<ScalingResult> results = [];
            foreach (var point in axis.Points)
            {
                results.Add(point.Measure());
                Print(axis.Name, results[^1]);
            }

            Console.WriteLine(Text(
                $"{axis.Name,-20}  steepest rise: predict {SteepestRise(results, static result => result.PredictionCost):F2}×, step {SteepestRise(results, static result => result.StepCost):F2}×"));
            all.Add((axis.Name, results));
        }

        ScalingPicture.Save(all, picture);
        Console.WriteLine($"{picture} is the picture.");
    }

    private static void Print(string axis, ScalingResult result) => Console.WriteLine(Text(
        $"{axis,-20}{result.Size,8}{result.PredictionMicroseconds,14:F2}{result.PredictionCost,15:F1}{result.StepMicroseconds,14:F2}{result.StepCost,15:F1}"));

    /// <summary>By how much a size costs more for its work than the one before, at worst.</summary>
    private static double SteepestRise(IReadOnlyList<ScalingResult> results, Func<ScalingResult, double> cost) =>
        results.Zip(results.Skip(1), (before, after) => cost(after) / cost(before)).Max();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
