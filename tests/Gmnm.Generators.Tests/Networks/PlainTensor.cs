namespace Gmnm.Generators.Tests.Networks;

/// <summary>Plain loops over row-major arrays, to say what operations mean without the compiler's own words.</summary>
internal static class PlainTensor
{
    /// <summary>The elements of each row along an axis, rows in row-major order of the other axes.</summary>
    public static IEnumerable<double[]> Rows(double[] x, int[] shape, int axis)
    {
        var inner = shape[(axis + 1)..].Aggregate(1, static (product, size) => product * size);
        var outer = shape[..axis].Aggregate(1, static (product, size) => product * size);
        for (var block = 0; block < outer; block++)
        {
            for (var place = 0; place < inner; place++)
            {
                yield return [.. Enumerable.Range(0, shape[axis]).Select(index => x[(((block * shape[axis]) + index) * inner) + place])];
            }
        }
    }

    /// <summary>Sum, mean, maximum, biased variance and log-sum-exp of each row, one reduction after the other.</summary>
    public static IEnumerable<double> Reductions(double[] x, int[] shape, int axis)
    {
        double[][] rows = [.. Rows(x, shape, axis)];
        return
        [
            .. rows.Select(static row => row.Sum()),
            .. rows.Select(static row => row.Average()),
            .. rows.Select(static row => row.Max()),
            .. rows.Select(Variance),
            .. rows.Select(static row => Math.Log(row.Sum(Math.Exp))),
        ];
    }

    public static double Variance(double[] row) => row.Sum(value => (value - row.Average()) * (value - row.Average())) / row.Length;

    /// <summary>Softmax of the rows along an axis, in the places of x.</summary>
    public static double[] Softmax(double[] x, int[] shape, int axis)
    {
        var places = Rows([.. Enumerable.Range(0, x.Length).Select(static index => (double)index)], shape, axis);
        var result = new double[x.Length];
        foreach (var row in places)
        {
            var sum = row.Sum(place => Math.Exp(x[(int)place]));
            foreach (var place in row)
            {
                result[(int)place] = Math.Exp(x[(int)place]) / sum;
            }
        }

        return result;
    }

    /// <summary>[rows, inner] times [inner, columns].</summary>
    public static double[] Product(double[] left, double[] right, int rows, int inner, int columns)
    {
        var result = new double[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                result[(row * columns) + column] =
                    Enumerable.Range(0, inner).Sum(index => left[(row * inner) + index] * right[(index * columns) + column]);
            }
        }

        return result;
    }

    /// <summary>[rows, columns] the other way round.</summary>
    public static double[] Transposed(double[] x, int rows, int columns) =>
        [.. Enumerable.Range(0, columns).SelectMany(column => Enumerable.Range(0, rows).Select(row => x[(row * columns) + column]))];
}
