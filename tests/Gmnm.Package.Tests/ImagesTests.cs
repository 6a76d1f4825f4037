namespace Gmnm.Package.Tests;

/// <summary>The sample that trains a CNN and a GMNM-CNN alike.</summary>
public sealed class ImagesTests
{
    [Fact]
    public void BothNetworksLearnAndStandInOneTable()
    {
        using var folder = new TemporaryFolder();
        DigitFiles.Write(folder, trainCount: 5640, testCount: 200);
        var result = Command.Sample("Images", "--data", folder.Path, "--train-count", "640", "--epochs", "2").Require(0);

        RequireAccuracy(result.TableRow("CNN"), parameters: "12,906", multiplyAdds: "662,912");
        RequireAccuracy(result.TableRow("GMNM-CNN"), parameters: "12,858", multiplyAdds: "555,248");
    }

    [Fact]
    public void TheNumberOfTrainingImagesIsBounded()
    {
        using var folder = new TemporaryFolder();
        DigitFiles.Write(folder, trainCount: 5001, testCount: 10);
        var arguments = new[] { "--data", folder.Path, "--epochs", "1" };
        var one = Command.Sample("Images", [.. arguments, "--train-count", "1"]).Require(0);
        var most = Command.Sample("Images", [.. arguments, "--train-count", "9999"]).Require(0);
        Assert.Equal(one.TableRow("CNN")[^1], most.TableRow("CNN")[^1]);
        Assert.Equal(one.TableRow("GMNM-CNN")[^1], most.TableRow("GMNM-CNN")[^1]);
    }

    /// <summary>An accuracy well above chance, which is one in ten.</summary>
    private static void RequireAccuracy(string[] row, string parameters, string multiplyAdds)
    {
        Assert.Equal(4, row.Length);
        Assert.Equal((parameters, multiplyAdds), (row[0], row[1]));
        Assert.InRange(double.Parse(row[3], CultureInfo.InvariantCulture), 0.5, 1);
    }
}
