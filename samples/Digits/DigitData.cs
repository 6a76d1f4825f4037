using System.IO.Compression;
using Gmnm;

namespace Samples;

/// <summary>The 1,797 digits of the embedded file, in three parts that never change.</summary>
/// <param name="Train">What the network learns from.</param>
/// <param name="Validation">A tenth of what is not held out, to watch the training with.</param>
/// <param name="Test">The held-out fifth: every fifth image. Used once, after the training.</param>
internal sealed record DigitData(Dataset Train, Dataset Validation, Dataset Test)
{
    private const float Darkest = 16;

    /// <summary>Reads the embedded file; pixels become numbers in [0, 1].</summary>
    public static DigitData Load()
    {
        using var resource = typeof(DigitData).Assembly.GetManifestResourceStream("digits.csv.gz")!;
        using var unpacked = new GZipStream(resource, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        var table = CsvTable.Read(reader);
        var labels = new int[table.Rows];
        var images = new float[table.Rows * DigitNet.InputLength];
        for (var row = 0; row < table.Rows; row++)
        {
            var values = table.Row(row);
            for (var pixel = 0; pixel < DigitNet.InputLength; pixel++)
            {
                images[(row * DigitNet.InputLength) + pixel] = values[pixel] / Darkest;
            }

            labels[row] = (int)values[^1];
        }

        var all = Dataset.FromLabels(images, labels);
        int[] test = [.. Enumerable.Range(0, all.Count).Where(static row => row % 5 == 4)];
        int[] others = [.. Enumerable.Range(0, all.Count).Where(static row => row % 5 != 4)];
        int[] validation = [.. others.Where(static (_, place) => place % 10 == 9)];
        int[] train = [.. others.Where(static (_, place) => place % 10 != 9)];
        return new DigitData(all.Select(train), all.Select(validation), all.Select(test));
    }
}
