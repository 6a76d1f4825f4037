using System.Globalization;

namespace Gmnm;

/// <summary>Numbers from comma-separated text: rows of one length, an optional line of names, no quoting.</summary>
public sealed class CsvTable
{
    private readonly float[] _values;

    private CsvTable(float[] values, int columns, IReadOnlyList<string> names)
    {
        _values = values;
        Columns = columns;
        Names = names;
    }

    /// <summary>Number of rows, the names not counted.</summary>
    public int Rows => Columns == 0 ? 0 : _values.Length / Columns;

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Names of the columns; empty where the text has none.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>[Rows, Columns], row-major.</summary>
    public ReadOnlyMemory<float> Values => _values;

    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <inheritdoc cref="Read(TextReader, bool, char, int)"/>
    public static CsvTable Read(string path, bool hasNames = false, char separator = ',', int skipColumns = 0)
    {
        using var reader = new StreamReader(path);
        return Read(reader, hasNames, separator, skipColumns);
    }

    /// <summary>Reads <paramref name="reader"/> to its end. Empty lines are skipped.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="hasNames">The first line holds names.</param>
    /// <param name="separator">Between two numbers.</param>
    /// <param name="skipColumns">Columns on the left that are no numbers, a date for instance: left out, with their names.</param>
    /// <exception cref="InvalidFileException">A field is not a finite number, or a line has another number of fields; says line and column of the text.</exception>
    public static CsvTable Read(TextReader reader, bool hasNames = false, char separator = ',', int skipColumns = 0)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentOutOfRangeException.ThrowIfNegative(skipColumns);
        string[] names = [];
        var values = new List<float>();
        var fields = 0;
        var lineNumber = 0;
        while (reader.ReadLine() is { } line)
        {
            lineNumber++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            int count;
            if (hasNames && fields == 0)
            {
                names = line.Split(separator, StringSplitOptions.TrimEntries);
                count = names.Length;
            }
            else
            {
                count = ReadLine(line, separator, lineNumber, skipColumns, values);
            }

            fields = fields == 0 ? count : fields;
            if (count != fields)
            {
                throw new InvalidFileException($"Line {lineNumber} has {count} fields; expected {fields}, as the first line has.");
            }

            if (count <= skipColumns)
            {
                throw new InvalidFileException($"Line {lineNumber} has {count} fields; expected more than the {skipColumns} that are skipped.");
            }
        }

        return new CsvTable([.. values], Math.Max(0, fields - skipColumns), [.. names.Skip(skipColumns)]);
    }

    /// <summary>Row number <paramref name="index"/>.</summary>
    public ReadOnlySpan<float> Row(int index) => _values.AsSpan(index * Columns, Columns);

    /// <summary>The last columns as targets, the others as inputs.</summary>
    /// <param name="targetColumns">Number of targets; at least one, and fewer than all columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">No column would be left for the inputs, or for the targets.</exception>
    public Dataset ToDataset(int targetColumns = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetColumns);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(targetColumns, Columns);
        var inputColumns = Columns - targetColumns;
        var inputs = new float[Rows * inputColumns];
        var targets = new float[Rows * targetColumns];
        for (var i = 0; i < Rows; i++)
        {
            Row(i)[..inputColumns].CopyTo(inputs.AsSpan(i * inputColumns));
            Row(i)[inputColumns..].CopyTo(targets.AsSpan(i * targetColumns));
        }

        return new Dataset(inputs, targets, inputColumns, targetColumns);
    }

    private static int ReadLine(string line, char separator, int lineNumber, int skipColumns, List<float> values)
    {
        var count = 0;
        foreach (var range in line.AsSpan().Split(separator))
        {
            count++;
            if (count <= skipColumns)
            {
                continue;
            }

            var field = line.AsSpan()[range];
            if (!float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !float.IsFinite(value))
            {
                throw new InvalidFileException($"Line {lineNumber}, column {count}: '{InvalidFileException.Shorten(field.ToString())}' is not a finite number.");
            }

            values.Add(value);
        }

        return count;
    }
}
