using System.IO.Compression;
using System.Net;

namespace Gmnm.Package.Tests;

/// <summary>The samples as programs: what they print and how they fail.</summary>
public sealed class SampleTests
{
    [Fact]
    public void DigitsTrainsToTheSameNetworkTwice()
    {
        using var folder = new TemporaryFolder();
        var first = Command.Sample("Digits", "--output", folder.File("first.safetensors")).Require(0);
        var second = Command.Sample("Digits", "--output", folder.File("second.safetensors")).Require(0);

        Assert.Equal(first.Lines[^1], second.Lines[^1]);
        Assert.Equal(File.ReadAllBytes(folder.File("first.safetensors")), File.ReadAllBytes(folder.File("second.safetensors")));
        Assert.Matches(@"^test accuracy: 0\.\d{4}$", first.Lines[^1]);
        Assert.InRange(double.Parse(first.Lines[^1].Split(' ')[^1], CultureInfo.InvariantCulture), 0.97, 1);

        var loaded = Command.Sample("Digits", "--model", folder.File("first.safetensors")).Require(0);
        Assert.Equal(first.Lines[^1], loaded.Lines[^1]);
    }

    [Fact]
    public void FunctionFitWritesAPicture()
    {
        using var folder = new TemporaryFolder();
        Command.Sample("FunctionFit", "--epochs", "2", "--output", folder.File("fit.png")).Require(0);
        Assert.InRange(Picture.Read(folder.File("fit.png")).DrawnRows, 300, 492);
    }

    [Theory]
    [InlineData("Digits", "'--nonsense'", "--nonsense")]
    [InlineData("Digits", "'many'", "--epochs", "many")]
    [InlineData("Digits", "--model", "--bits")]
    [InlineData("Digits", "missing.safetensors", "--model", "missing.safetensors")]
    [InlineData("Forecast", "missing.csv", "--data", "missing.csv")]
    [InlineData("Forecast", "'0'", "--stride", "0")]
    [InlineData("FunctionFit", "--output", "--output")]
    [InlineData("Images", "'missing'", "--data", "missing")]
    [InlineData("Images", "'none'", "--train-count", "none")]
    [InlineData("Mnist", "'missing'", "--data", "missing")]
    [InlineData("Mnist", "given twice", "--seed", "1", "--seed", "2")]
    public void WrongCommandLinesEndWithOneLine(string sample, string named, params string[] arguments) =>
        Command.Sample(sample, arguments).RequireOneLine(sample, named);

    [Theory]
    [InlineData("Digits")]
    [InlineData("Forecast")]
    [InlineData("FunctionFit")]
    [InlineData("Images")]
    [InlineData("Mnist")]
    public void HelpListsTheOptions(string sample)
    {
        var result = Command.Sample(sample, "--help").Require(0);
        Assert.Contains("--seed NUMBER", result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public void MnistTrainsOnAFolderOfPlainOrCompressedFiles()
    {
        using var folder = new TemporaryFolder();
        DigitFiles.Write(folder, trainCount: 5200, testCount: 40);
        var result = Command.Sample("Mnist", "--data", folder.Path, "--epochs", "1").Require(0);
        Assert.Matches(@"^test accuracy: \d\.\d{4}$", result.Lines[^1]);
    }

    [Fact]
    public void MnistNamesADamagedFile()
    {
        using var folder = new TemporaryFolder();
        DigitFiles.Write(folder, trainCount: 5200, testCount: 40);
        var path = folder.File("t10k-labels-idx1-ubyte");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..20]);
        Command.Sample("Mnist", "--data", folder.Path).RequireOneLine("Mnist", path);
    }

    [Fact]
    public void MnistRefusesADownloadWithAnotherChecksum()
    {
        using var folder = new TemporaryFolder();
        using var mirror = new HttpListener();
        var address = $"http://127.0.0.1:{FreePort()}/";
        mirror.Prefixes.Add(address);
        mirror.Start();
        var answering = Task.Run(async () =>
        {
            var request = await mirror.GetContextAsync();
            using var packed = new GZipStream(request.Response.OutputStream, CompressionLevel.Fastest);
            packed.Write("something else"u8);
        });

        Command.Sample("Mnist", "--cache", folder.Path, "--mirror", address).RequireOneLine("Mnist", "SHA-256");
        Assert.True(answering.IsCompletedSuccessfully);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void MnistSaysThatAMirrorDoesNotAnswer()
    {
        using var folder = new TemporaryFolder();
        Command.Sample("Mnist", "--cache", folder.Path, "--mirror", $"http://127.0.0.1:{FreePort()}")
            .RequireOneLine("Mnist", "could not be downloaded");
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
