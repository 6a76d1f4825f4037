using ScottPlot;
using ScottPlot.MultiplotLayouts;

namespace Gmnm.Benchmarks.Scaling;

/// <summary>A panel for each axis, both scales logarithmic.</summary>
internal static class ScalingPicture
{
    private const int Columns = 3;
    private const int PanelWidth = 520;
    private const int PanelHeight = 400;

    public static void Save(IReadOnlyList<(string Axis, IReadOnlyList<ScalingResult> Results)> all, string path)
    {
        var rows = (all.Count + Columns - 1) / Columns;
        var picture = new Multiplot();
        picture.AddPlots(all.Count);
        picture.Layout = new Grid(rows, Columns);
        for (var i = 0; i < all.Count; i++)
        {
            Draw(picture.GetPlot(i), all[i].Axis, all[i].Results);
        }

        picture.SavePng(path, Columns * PanelWidth, rows * PanelHeight);
    }

    private static void Draw(Plot plot, string axis, IReadOnlyList<ScalingResult> results)
    {
        AddLine(plot, "prediction", Colors.DimGray, results, static result => result.PredictionCost);
        AddLine(plot, "training step", Colors.OrangeRed, results, static result => result.StepCost);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. results.Select(static result => Math.Log2(result.Size))], [.. results.Select(static result => $"{result.Size}")]);
        var ticks = Enumerable.Range(-1, 7).ToArray();
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. ticks.Select(static tick => (double)tick)], [.. ticks.Select(static tick => $"{Math.Pow(10, tick):0.#}")]);
        plot.Axes.SetLimitsY(0, Math.Log10(results.Max(static result => Math.Max(result.PredictionCost, result.StepCost))) + 0.3);
        plot.XLabel(axis);
        plot.YLabel("ns for 1,000 multiply-adds");
        plot.ShowLegend(Alignment.LowerRight);
    }

    private static void AddLine(
        Plot plot, string name, Color color, IReadOnlyList<ScalingResult> results, Func<ScalingResult, double> cost)
    {
        var line = plot.Add.Scatter(
            results.Select(static result => Math.Log2(result.Size)).ToArray(),
            results.Select(result => Math.Log10(cost(result))).ToArray());
        line.LegendText = name;
        line.Color = color;
        line.LineWidth = 2;
    }
}
