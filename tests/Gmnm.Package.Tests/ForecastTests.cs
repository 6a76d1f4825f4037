using System.IO.Compression;

namespace Gmnm.Package.Tests;

/// <summary>The sample that forecasts by three networks, trained alike.</summary>
public sealed class ForecastTests
{
    // Of the last value repeated, computed from the file by another program.
    private static readonly string[] Persistence = ["-", "-", "0.0696", "0.1954", "0.0343", "0.1394"];
    private static readonly string Measurements = Repository.File("samples", "Forecast", "Data", "ETTh1.csv.gz");

    [Fact]
    public void NetworksStandInOneTableAndOnePicture()
    {
        using var folder = new TemporaryFolder();
        var result = Command.Sample("Forecast", "--epochs", "1", "--stride", "2", "--output", folder.File("forecast.png")).Require(0);

        Assert.Equal(Persistence, result.TableRow("persistence"));
        RequireForecasts(result.TableRow("linear"), parameters: "16,152");
        RequireForecasts(result.TableRow("LSTM"), parameters: "19,992");
        RequireForecasts(result.TableRow("GMNM-LSTM"), parameters: "19,880");
        Assert.Equal($"picture: {folder.File("forecast.png")}", result.Lines[^1]);
        var picture = Picture.Read(folder.File("forecast.png"));
        Assert.Equal((1500, 900), (picture.Width, picture.Height));
        Assert.InRange(picture.DrawnRows, 600, 900);
    }

    [Fact]
    public void AnotherFileOfTheSameFormIsRead()
    {
        using var folder = new TemporaryFolder();
        using (var packed = new GZipStream(File.OpenRead(Measurements), CompressionMode.Decompress))
        using (var reader = new StreamReader(packed))
        {
            // The same measurements in another unit: nothing changes but the scale of the picture.
            var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            File.WriteAllLines(folder.File("scaled.csv"), [lines[0], .. lines.Skip(1).Select(Scaled)]);
            File.WriteAllLines(folder.File("short.csv"), lines.Take(14_400));
        }

        var result = Command.Sample(
            "Forecast", "--epochs", "1", "--stride", "800", "--data", folder.File("scaled.csv"), "--output", folder.File("forecast.png")).Require(0);
        Assert.Equal(Persistence, result.TableRow("persistence"));
        Command.Sample("Forecast", "--data", folder.File("short.csv")).RequireOneLine("Forecast", "14399 rows");
    }

    /// <summary>Errors well below those of a forecast of the mean, which are 0.32 and 1.91.</summary>
    private static void RequireForecasts(string[] row, string parameters)
    {
        Assert.Equal(6, row.Length);
        Assert.Equal(parameters, row[0]);
        Assert.InRange(Number(row[2]), 0.01, 0.2);
        Assert.InRange(Number(row[4]), 0.01, 0.2);
    }

    private static string Scaled(string line)
    {
        var fields = line.Split(',');
        return string.Join(',', fields.Select((field, column) =>
            column == 0 ? field : (10 * Number(field)).ToString(CultureInfo.InvariantCulture)));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
