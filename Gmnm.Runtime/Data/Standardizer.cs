namespace Gmnm;

/// <summary>Brings each column of rows to mean 0 and standard deviation 1, as found in the rows that it was fitted on.</summary>
public sealed class Standardizer
{
    private readonly float[] _means;
    private readonly float[] _deviations;

    private Standardizer(float[] means, float[] deviations)
    {
        _means = means;
        _deviations = deviations;
    }

    /// <summary>Mean of each column.</summary>
    public ReadOnlySpan<float> Means => _means;

    /// <summary>Standard deviation of each column (of the population); 1 for a constant column.</summary>
    public ReadOnlySpan<float> Deviations => _deviations;

    /// <summary>Finds means and deviations of the inputs of <paramref name="data"/>: those of the training part.</summary>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    public static Standardizer Fit(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Fit(data.Inputs.Span, data.InputLength);
    }

    /// <summary>Finds means and deviations of <paramref name="rows"/>.</summary>
    /// <param name="rows">[Rows, <paramref name="columns"/>], row-major; at least one row.</param>
    /// <param name="columns">Number of columns; positive.</param>
    /// <exception cref="ArgumentException">There are no rows, or the last is not whole.</exception>
    public static Standardizer Fit(ReadOnlySpan<float> rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (rows.IsEmpty || rows.Length % columns != 0)
        {
            throw new ShapeMismatchException($"{rows.Length} floats are not one or more rows of {columns}.");
        }

        var count = rows.Length / columns;
        var means = new double[columns];
        var squares = new double[columns];
        for (var i = 0; i < rows.Length; i++)
        {
            means[i % columns] += rows[i] / (double)count;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            var difference = rows[i] - means[i % columns];
            squares[i % columns] += difference * difference / count;
        }

        var deviations = squares.Select(static square => square > 0 ? (float)Math.Sqrt(square) : 1f);
        return new Standardizer([.. means.Select(static mean => (float)mean)], [.. deviations]);
    }

    /// <summary>Standardises the inputs; the targets are shared.</summary>
    /// <exception cref="ShapeMismatchException">The inputs have another length.</exception>
    public Dataset Apply(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var inputs = data.Inputs.ToArray();
        Apply(inputs);
        return new Dataset(inputs, data.Targets, data.InputLength, data.TargetLength);
    }

    /// <summary>Standardises rows in place.</summary>
    /// <param name="rows">[Rows, Columns], row-major.</param>
    /// <exception cref="ShapeMismatchException">The last row is not whole.</exception>
    public void Apply(Span<float> rows)
    {
        RequireRows(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            var column = i % _means.Length;
            rows[i] = (rows[i] - _means[column]) / _deviations[column];
        }
    }

    /// <summary>Undoes <see cref="Apply(Span{float})"/>, in place.</summary>
    /// <param name="rows">[Rows, Columns], row-major.</param>
    /// <exception cref="ShapeMismatchException">The last row is not whole.</exception>
    public void Invert(Span<float> rows)
    {
        RequireRows(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            var column = i % _means.Length;
            rows[i] = (rows[i] * _deviations[column]) + _means[column];
        }
    }

    private void RequireRows(int length)
    {
        if (length % _means.Length != 0)
        {
            throw new ShapeMismatchException($"{length} floats are not rows of {_means.Length}, which the standardizer was fitted on.");
        }
    }
}
