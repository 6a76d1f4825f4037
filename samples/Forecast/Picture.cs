using ScottPlot;
using ScottPlot.MultiplotLayouts;

namespace Samples;

/// <summary>Draws what each network forecast above what was measured.</summary>
internal static class Picture
{
    private const int Width = 1500;
    private const int PanelHeight = 300;
    private const int Days = 10;
    private const int FirstHour = 0;

    /// <summary>Writes a PNG file to <paramref name="path"/>: a panel for each forecaster, over the same ten days of the test part.</summary>
    public static void Save(EttData data, IReadOnlyList<Forecaster> forecasters, string path)
    {
        var picture = new Multiplot();
        picture.AddPlots(forecasters.Count);
        picture.Layout = new Grid(rows: forecasters.Count, columns: 1);
        var measured = Join(data.Test.Targets.Span, data);
        var forecasts = forecasters.Select(forecaster => Join(forecaster.TestForecasts, data)).ToArray();
        double[] all = [.. measured, .. forecasts.SelectMany(static values => values)];
        var height = all.Max() - all.Min();
        for (var i = 0; i < forecasters.Count; i++)
        {
            var plot = picture.GetPlot(i);
            Draw(plot, forecasters[i].Name, measured, forecasts[i]);
            plot.Axes.SetLimits(0, Days * EttData.Horizon, all.Min() - (0.05 * height), all.Max() + (0.25 * height));
        }

        picture.GetPlot(forecasters.Count - 1).XLabel("hour of the test part; a forecast begins at each line");
        picture.SavePng(path, Width, PanelHeight * forecasters.Count);
    }

    /// <summary>Forecasts follow each other without a gap: one at the beginning of each day, for its 24 hours.</summary>
    private static double[] Join(ReadOnlySpan<float> windows, EttData data)
    {
        var hours = new double[Days * EttData.Horizon];
        for (var hour = 0; hour < hours.Length; hour++)
        {
            var window = FirstHour + (hour / EttData.Horizon * EttData.Horizon);
            hours[hour] = data.Mean + (data.Deviation * windows[(window * EttData.Horizon) + (hour % EttData.Horizon)]);
        }

        return hours;
    }

    private static void Draw(Plot plot, string name, double[] measured, double[] forecast)
    {
        for (var day = 1; day < Days; day++)
        {
            plot.Add.VerticalLine(day * EttData.Horizon, width: 1, Colors.LightGray);
        }

        var truth = plot.Add.Signal(measured);
        truth.Color = Colors.DimGray;
        truth.LineWidth = 2;
        truth.LegendText = "measured";
        for (var day = 0; day < Days; day++)
        {
            var line = plot.Add.Signal(forecast.AsSpan(day * EttData.Horizon, EttData.Horizon).ToArray());
            line.Data.XOffset = day * EttData.Horizon;
            line.Color = Colors.OrangeRed;
            line.LineWidth = 2;
            line.LegendText = day == 0 ? $"forecast by {name}" : "";
        }

        plot.YLabel("oil temperature");
        plot.ShowLegend(Alignment.UpperRight, Orientation.Horizontal);
        plot.HideGrid();
    }
}
