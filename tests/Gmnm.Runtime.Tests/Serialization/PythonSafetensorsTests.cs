using System.Diagnostics;
using System.Text.Json;
using Gmnm.Runtime.Tests.Networks;

namespace Gmnm.Runtime.Tests.Serialization;

/// <summary>Files cross between the product and a second implementation, tests/fixtures/generate_safetensors.py.</summary>
public sealed class PythonSafetensorsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gmnm");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void AFileThatPythonWroteIsRead()
    {
        var file = SafetensorsFile.Read(RepositoryFiles.Fixture("safetensors_python.safetensors"));
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal("ü \"x\"", file.Metadata["note"]);
        Assert.Equal(8, file.Tensors.Length);
        Assert.True(file.Find("linear1.weight")!.Shape is [3, 4]);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (float)(i / 7.0)), file.Find("linear1.weight")!.ToSingles());
        Assert.Equal([float.Epsilon, float.MinValue], file.Find("größe \"quoted\"")!.ToSingles());
        Assert.Equal(-(1L << 62), BitConverter.ToInt64(file.Find("scalar")!.Data.Span));
        Assert.Equal((Half)65504, BitConverter.ToHalf(file.Find("half")!.Data.Span[2..]));
        Assert.Equal(1e300, BitConverter.ToDouble(file.Find("double")!.Data.Span[16..]));
        Assert.Equal([1, 0, 1], file.Find("flags")!.Data.ToArray());
        Assert.Equal([0, 1, 127, 128, 255], file.Find("bytes")!.Data.ToArray());
        Assert.True(file.Find("empty") is { Dtype: SafetensorsDtype.F32, Shape: [0, 7], Data.IsEmpty: true });
        Assert.Throws<InvalidOperationException>(() => file.Find("half")!.ToSingles());
    }

    private static SafetensorsWriter Fixture()
    {
        var writer = new SafetensorsWriter { Metadata = { ["format"] = "pt", ["note"] = "ü \"x\"" } };
        writer.Add("bytes", SafetensorsDtype.U8, [5], new byte[] { 0, 1, 127, 128, 255 });
        writer.Add("linear1.weight", [3, 4], Enumerable.Range(0, 12).Select(i => (float)(i / 7.0)).ToArray());
        writer.Add("größe \"quoted\"", [2], new[] { float.Epsilon, float.MinValue });
        writer.Add("double", [2, 1, 2], new[] { 1 / 3.0, -2.5, 1e300, 0 });
        writer.Add("scalar", SafetensorsDtype.I64, [], BitConverter.GetBytes(-(1L << 62)));
        writer.Add("empty", [0, 7], Array.Empty<float>());
        return writer;
    }

    /// <summary>The committed file is what <c>generate_safetensors.py verify</c> checks.</summary>
    [Fact]
    public void TheWriterWritesTheFileThatPythonVerified()
    {
        using var stream = new MemoryStream();
        Fixture().WriteTo(stream);
        Assert.Equal(File.ReadAllBytes(RepositoryFiles.Fixture("safetensors_dotnet.safetensors")), stream.ToArray());
    }

    [SkippableFact]
    public void PythonVerifiesTheCommittedFile() => Assert.Contains("as expected", Run("verify"), StringComparison.Ordinal);

    [SkippableFact]
    public void PythonReadsAFileOfParameters()
    {
        var network = SoftmaxRegression.Create(11);
        var path = Path.Combine(_folder.FullName, "net.safetensors");
        network.Save(path);
        using var dump = JsonDocument.Parse(Run("dump", path));
        foreach (var parameter in SoftmaxRegression.Info.Parameters)
        {
            var tensor = dump.RootElement.GetProperty(parameter.Name);
            Assert.Equal("F32", tensor.GetProperty("dtype").GetString());
            Assert.Equal(parameter.Shape.ToArray(), tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
            Assert.Equal(
                network.Parameters.Values.Slice(parameter.Offset, parameter.Length).ToArray(),
                tensor.GetProperty("values").EnumerateArray().Select(value => (float)value.GetDouble()));
        }
    }

    private static string Run(params string[] arguments)
    {
        var python = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "python3"))
            .FirstOrDefault(File.Exists);
        Skip.If(python is null, "There is no python3 on the path.");
        var start = new ProcessStartInfo(python) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(RepositoryFiles.Fixture("generate_safetensors.py"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output;
    }

    [Fact]
    public void TheWriterRefusesWhatTheFormatDoesNotAllow()
    {
        var writer = Fixture();
        Assert.Throws<ArgumentException>(() => writer.Add("bytes", [1], new float[1]));
        Assert.Throws<ArgumentException>(() => writer.Add("__metadata__", [1], new float[1]));
        Assert.Throws<ArgumentException>(() => writer.Add("new", [2], new float[1]));
    }
}
