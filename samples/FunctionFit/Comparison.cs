namespace Samples;

/// <summary>Target and fit on a regular grid, row 0 at the top.</summary>
internal sealed class Comparison
{
    private const int Side = 200;

    private Comparison()
    {
    }

    /// <summary>The function.</summary>
    public double[,] Target { get; } = new double[Side, Side];

    /// <summary>The network.</summary>
    public double[,] Fit { get; } = new double[Side, Side];

    /// <summary>The network less the function.</summary>
    public double[,] Error { get; } = new double[Side, Side];

    /// <summary>Largest absolute value of the target.</summary>
    public double LargestTarget => Target.Cast<double>().Max(Math.Abs);

    /// <summary>Largest absolute error.</summary>
    public double LargestError => Error.Cast<double>().Max(Math.Abs);

    /// <summary>Root of the mean square error.</summary>
    public double RootMeanSquareError => Math.Sqrt(Error.Cast<double>().Average(static error => error * error));

    /// <summary>Evaluates function and network at the centre of each cell.</summary>
    public static Comparison Of(SurfaceNet network)
    {
        var comparison = new Comparison();
        var points = new float[2 * Side];
        var values = new float[Side];
        for (var row = 0; row < Side; row++)
        {
            for (var column = 0; column < Side; column++)
            {
                points[2 * column] = Coordinate(column);
                points[(2 * column) + 1] = -Coordinate(row);
            }

            network.Predict(points, values);
            for (var column = 0; column < Side; column++)
            {
                comparison.Target[row, column] = TargetFunction.At(points[2 * column], points[(2 * column) + 1]);
                comparison.Fit[row, column] = values[column];
                comparison.Error[row, column] = values[column] - comparison.Target[row, column];
            }
        }

        return comparison;
    }

    private static float Coordinate(int cell) => TargetFunction.Extent * (((2 * cell) + 1f) / Side - 1);
}
