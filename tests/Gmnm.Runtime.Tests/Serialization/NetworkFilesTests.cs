using Gmnm.Runtime.Tests.Networks;

namespace Gmnm.Runtime.Tests.Serialization;

public sealed class NetworkFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gmnm");

    public void Dispose() => _folder.Delete(recursive: true);

    private string FilePath => Path.Combine(_folder.FullName, "net.safetensors");

    private static byte[] Saved(Action<SafetensorsWriter> describe)
    {
        var writer = new SafetensorsWriter();
        describe(writer);
        using var stream = new MemoryStream();
        writer.WriteTo(stream);
        return stream.ToArray();
    }

    [Fact]
    public void SavedParametersLoadEqualFromPathStreamAndSpan()
    {
        var network = SoftmaxRegression.Create(5);
        network.Save(FilePath);
        using var stream = new MemoryStream();
        network.Save(stream);
        Assert.Equal(File.ReadAllBytes(FilePath), stream.ToArray());

        stream.Position = 0;
        Assert.Equal(network.Parameters.Values, NetworkFiles.Load<SoftmaxRegression>(FilePath).Parameters.Values);
        Assert.Equal(network.Parameters.Values, NetworkFiles.Load<SoftmaxRegression>(stream).Parameters.Values);
        Assert.Equal(network.Parameters.Values, NetworkFiles.Load<SoftmaxRegression>(stream.ToArray().AsSpan()).Parameters.Values);
    }

    [Fact]
    public void SavingTwiceReplacesTheFileAndLeavesNoOther()
    {
        SoftmaxRegression.Create(1).Save(FilePath);
        SoftmaxRegression.Create(2).Save(FilePath);
        Assert.Equal(SoftmaxRegression.Create(2).Parameters.Values, NetworkFiles.Load<SoftmaxRegression>(FilePath).Parameters.Values);
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public void LoadingChangesTheVersion()
    {
        var network = SoftmaxRegression.Create(1);
        network.Save(FilePath);
        var version = network.Parameters.Version;
        network.LoadParameters(FilePath);
        Assert.NotEqual(version, network.Parameters.Version);
    }

    public static TheoryData<string, string> OtherNetworks => new()
    {
        { "missing", "linear1.bias" },
        { "shape", "linear1.weight" },
        { "dtype", "linear1.bias" },
        { "extra", "linear2.weight" },
    };

    [Theory]
    [MemberData(nameof(OtherNetworks))]
    public void AFileOfAnotherNetworkNamesTheTensorAndWritesNothing(string fault, string tensor)
    {
        var file = Saved(writer =>
        {
            writer.Add("linear1.weight", fault == "shape" ? [4, 3] : [3, 4], new float[12]);
            if (fault == "dtype")
            {
                writer.Add("linear1.bias", [3], new double[3]);
            }
            else if (fault != "missing")
            {
                writer.Add("linear1.bias", [3], new float[3]);
            }

            if (fault == "extra")
            {
                writer.Add("linear2.weight", [1], new float[1]);
            }
        });
        var network = SoftmaxRegression.Create(1);
        var before = network.Parameters.Values.ToArray();
        var error = Assert.Throws<CheckpointMismatchException>(() => network.LoadParameters(file));
        Assert.Equal(tensor, error.Tensor);
        Assert.Equal(before, network.Parameters.Values);
    }

    [Fact]
    public void AMissingFileIsReportedBySystemException() =>
        Assert.Throws<FileNotFoundException>(() => NetworkFiles.Load<SoftmaxRegression>(FilePath));
}
