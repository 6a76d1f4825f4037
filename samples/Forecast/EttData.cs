using System.IO.Compression;
using Gmnm;

namespace Samples;

/// <summary>
/// Windows over the hourly measurements of an electricity transformer, each column standardised by the training part: inputs
/// [96, 7] of all columns, targets [24] of the last column, the oil temperature.
/// </summary>
/// <param name="Train">Windows in the first 12 months.</param>
/// <param name="Validation">A window for each hour of the 4 months after them.</param>
/// <param name="Test">A window for each hour of the next 4 months.</param>
/// <param name="Mean">Mean of the oil temperature in the training part.</param>
/// <param name="Deviation">Its standard deviation there.</param>
internal sealed record EttData(Dataset Train, Dataset Validation, Dataset Test, float Mean, float Deviation)
{
    /// <summary>Columns of the file, the date not counted.</summary>
    public const int Columns = 7;

    /// <summary>Hours that a forecast is made from.</summary>
    public const int History = 96;

    /// <summary>Hours that are forecast.</summary>
    public const int Horizon = 24;

    private const int TrainHours = 8640;
    private const int ValidationEnd = TrainHours + 2880;
    private const int TestEnd = ValidationEnd + 2880;

    /// <summary>Reads <paramref name="path"/>, or the embedded file where it is null; trains on every <paramref name="stride"/>th window.</summary>
    /// <exception cref="UserErrorException">The file is not of that form.</exception>
    public static EttData Load(string? path, int stride)
    {
        var table = Read(path);
        if (table.Columns != Columns || table.Rows < TestEnd)
        {
            throw new UserErrorException(
                $"{path} has {table.Rows} rows of {table.Columns} numbers; expected at least {TestEnd} rows of a date and {Columns} numbers.");
        }

        var rows = table.Values.ToArray();
        var standardizer = Standardizer.Fit(rows.AsSpan(0, TrainHours * Columns), Columns);
        standardizer.Apply(rows);

        // What is forecast lies in the part; what it is forecast from may reach back into the part before.
        return new EttData(
            Windows(rows, History, TrainHours, stride),
            Windows(rows, TrainHours, ValidationEnd, stride: 1),
            Windows(rows, ValidationEnd, TestEnd, stride: 1),
            standardizer.Means[^1],
            standardizer.Deviations[^1]);
    }

    private static CsvTable Read(string? path)
    {
        try
        {
            using var file = path is null
                ? new GZipStream(typeof(EttData).Assembly.GetManifestResourceStream("ETTh1.csv.gz")!, CompressionMode.Decompress)
                : (Stream)File.OpenRead(path);
            using var reader = new StreamReader(file);
            return CsvTable.Read(reader, hasNames: true, skipColumns: 1);
        }
        catch (InvalidFileException error)
        {
            throw new UserErrorException($"{path}: {error.Message}");
        }
    }

    /// <summary>The windows whose forecast begins at or after hour <paramref name="begin"/> and ends before hour <paramref name="end"/>.</summary>
    private static Dataset Windows(float[] rows, int begin, int end, int stride)
    {
        var count = ((end - Horizon - begin) / stride) + 1;
        var inputs = new float[count * History * Columns];
        var targets = new float[count * Horizon];
        for (var window = 0; window < count; window++)
        {
            var now = begin + (window * stride);
            rows.AsSpan((now - History) * Columns, History * Columns).CopyTo(inputs.AsSpan(window * History * Columns));
            for (var hour = 0; hour < Horizon; hour++)
            {
                targets[(window * Horizon) + hour] = rows[((now + hour) * Columns) + Columns - 1];
            }
        }

        return new Dataset(inputs, targets, History * Columns, Horizon);
    }
}
