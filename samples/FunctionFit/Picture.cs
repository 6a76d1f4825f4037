using ScottPlot;
using ScottPlot.Colormaps;
using ScottPlot.MultiplotLayouts;

namespace Samples;

/// <summary>Draws target, fit and error side by side.</summary>
internal static class Picture
{
    private const int Width = 1650;
    private const int Height = 492;

    /// <summary>Writes a PNG file to <paramref name="path"/>.</summary>
    public static void Save(Comparison comparison, string path)
    {
        var picture = new Multiplot();
        picture.AddPlots(3);
        picture.Layout = new Grid(rows: 1, columns: 3);
        var range = comparison.LargestTarget;
        Draw(picture.GetPlot(0), comparison.Target, range, new Viridis(), "target");
        Draw(picture.GetPlot(1), comparison.Fit, range, new Viridis(), "fit");
        var error = comparison.LargestError;
        Draw(picture.GetPlot(2), comparison.Error, error, new Balance(), "fit - target");
        picture.SavePng(path, Width, Height);
    }

    /// <summary>One panel: the colours span [-range, range], so that target and fit compare by eye.</summary>
    private static void Draw(Plot plot, double[,] values, double range, IColormap colours, string title)
    {
        const double Extent = TargetFunction.Extent;
        var map = plot.Add.Heatmap(values);
        map.Colormap = colours;
        map.ManualRange = new ScottPlot.Range(-range, range);
        map.Extent = new CoordinateRect(-Extent, Extent, -Extent, Extent);
        plot.Add.ColorBar(map);
        plot.Title(title, size: 20);
        plot.XLabel("x");
        plot.YLabel("y");
        plot.Axes.SetLimits(-Extent, Extent, -Extent, Extent);
        plot.Axes.SquareUnits();
        plot.HideGrid();
    }
}
