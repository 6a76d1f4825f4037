using System.Buffers.Binary;
using System.Text;
using CsCheck;

namespace Gmnm.Runtime.Tests.Serialization;

/// <summary>Each rule of the format, broken alone; then random and mutilated files.</summary>
public class HostileSafetensorsTests
{
    private static byte[] FileOf(string json, int data) => FileOf(Encoding.UTF8.GetBytes(json), data);

    private static byte[] FileOf(byte[] json, int data)
    {
        var file = new byte[8 + json.Length + data];
        BinaryPrimitives.WriteInt64LittleEndian(file, json.Length);
        json.CopyTo(file, 8);
        return file;
    }

    private static string Tensor(string name, string dtype, string shape, int begin, int end) =>
        "\"" + name + "\"" + $$""":{"dtype":"{{dtype}}","shape":{{shape}},"data_offsets":[{{begin}},{{end}}]}""";

    private static InvalidFileException Refused(byte[] file) =>
        Assert.Throws<InvalidFileException>(() => SafetensorsFile.Parse(file));

    [Fact]
    public void TheRulesAcceptWhatTheFormatAllows()
    {
        var json = $$"""{"__metadata__":{"a":"b"},{{Tensor("x", "F32", "[2,3]", 0, 24)}},{{Tensor("empty", "F32", "[0,5]", 24, 24)}},{{Tensor("scalar", "I64", "[]", 24, 32)}},{{Tensor("\\u00e9", "F4", "[4]", 32, 34)}}}   """;
        var file = SafetensorsFile.Parse(FileOf(json, 34));
        Assert.Equal(["x", "empty", "scalar", "é"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal("b", file.Metadata["a"]);
        Assert.Equal(new long[] { 2, 3 }, file.Find("x")!.Shape.ToArray());
        Assert.Equal(0, file.Find("empty")!.Data.Length);
        Assert.Equal(SafetensorsDtype.I64, file.Find("scalar")!.Dtype);
        Assert.Null(file.Find("y"));
        Assert.Empty(SafetensorsFile.Parse(FileOf("{}", 0)).Tensors);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void AFileShorterThanItsPrefixIsRefused(int length) => Refused(new byte[length]);

    [Theory]
    [InlineData(100_000_001UL)]
    [InlineData(100_000_000UL)]
    [InlineData(3UL)]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    public void AHeaderLongerThanTheFileOrTheLimitIsRefused(ulong length)
    {
        var file = FileOf("{}", 0);
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);
        Refused(file);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" {}")]
    [InlineData("\uFEFF{}")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}x")]
    [InlineData("{}{}")]
    [InlineData("{\"x\"}")]
    [InlineData("{\"x\":1}")]
    [InlineData("{\"x\":{}}")]
    [InlineData("{/**/}")]
    [InlineData("{\"\\ud800\":{}}")]
    [InlineData("{\"__metadata__\":3}")]
    [InlineData("{\"__metadata__\":{\"a\":3}}")]
    [InlineData("{\"__metadata__\":{\"a\":\"b\",\"a\":\"c\"}}")]
    [InlineData("{\"__metadata__\":{},\"__metadata__\":{}}")]
    public void AHeaderThatIsNotTheRightJsonIsRefused(string json) => Refused(FileOf(json, 0));

    [Fact]
    public void AHeaderThatIsNotUtf8IsRefused() =>
        Refused(FileOf([(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'{', (byte)'}', (byte)'}'], 0));

    [Fact]
    public void DeepNestingIsRefused() =>
        Refused(FileOf("{\"x\":{\"other\":" + new string('[', 100_000) + new string(']', 100_000) + "}}", 0));

    public static TheoryData<string, string, int> BrokenTensors => new()
    {
        { "duplicate name", Tensor("x", "U8", "[1]", 0, 1) + "," + Tensor("x", "U8", "[1]", 1, 2), 2 },
        { "overlap", Tensor("a", "U8", "[2]", 0, 2) + "," + Tensor("x", "U8", "[2]", 1, 3), 3 },
        { "same bytes", Tensor("a", "U8", "[2]", 0, 2) + "," + Tensor("x", "U8", "[2]", 0, 2), 2 },
        { "hole before", Tensor("x", "U8", "[2]", 1, 3), 3 },
        { "hole between", Tensor("a", "U8", "[2]", 0, 2) + "," + Tensor("x", "U8", "[2]", 3, 5), 5 },
        { "beyond the data", Tensor("x", "U8", "[4]", 0, 4), 3 },
        { "end before begin", Tensor("x", "U8", "[0]", 2, 1), 2 },
        { "too small for shape", Tensor("x", "F32", "[2]", 0, 7), 7 },
        { "too large for shape", Tensor("x", "F32", "[2]", 0, 12), 12 },
        { "negative size", Tensor("x", "U8", "[-1]", 0, 1), 1 },
        { "fractional size", Tensor("x", "U8", "[1.0]", 0, 1), 1 },
        { "huge size", Tensor("x", "U8", "[99999999999999999999]", 0, 1), 1 },
        { "overflowing shape", Tensor("x", "U8", "[9223372036854775807,9223372036854775807,4]", 0, 4), 4 },
        { "wrapping shape", Tensor("x", "F32", "[4294967296,4294967296]", 0, 0), 0 },
        { "string size", Tensor("x", "U8", "[\"1\"]", 0, 1), 1 },
        { "shape no array", Tensor("x", "U8", "1", 0, 1), 1 },
        { "unknown dtype", Tensor("x", "F128", "[1]", 0, 16), 16 },
        { "lower-case dtype", Tensor("x", "f32", "[1]", 0, 4), 4 },
        { "half a byte", Tensor("x", "F4", "[3]", 0, 1), 1 },
        { "dtype no string", "\"x\":{\"dtype\":3,\"shape\":[1],\"data_offsets\":[0,1]}", 1 },
        { "no dtype", "\"x\":{\"shape\":[1],\"data_offsets\":[0,1]}", 1 },
        { "no shape", "\"x\":{\"dtype\":\"U8\",\"data_offsets\":[0,1]}", 1 },
        { "no offsets", "\"x\":{\"dtype\":\"U8\",\"shape\":[1]}", 1 },
        { "one offset", "\"x\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0]}", 1 },
        { "three offsets", "\"x\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1,1]}", 1 },
        { "negative offset", "\"x\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[-1,0]}", 1 },
        { "dtype twice", "\"x\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}", 1 },
        { "no object", "\"x\":[]", 0 },
    };

    [Theory]
    [MemberData(nameof(BrokenTensors))]
    public void ABrokenTensorIsNamed(string rule, string tensors, int data)
    {
        var error = Refused(FileOf("{" + tensors + "}", data));
        Assert.True(error.Tensor == "x", $"{rule}: {error.Message}");
        Assert.Contains("'x'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BytesAfterTheLastTensorAreRefused() => Refused(FileOf("{" + Tensor("x", "U8", "[2]", 0, 2) + "}", 3));

    [Fact]
    public void UnknownKeysOfATensorAreSkipped() =>
        Assert.Single(SafetensorsFile.Parse(FileOf("""{"x":{"note":[1,{"a":2}],"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1)).Tensors);

    [Fact]
    public void AMessageDoesNotRepeatAHugeName() =>
        Assert.True(Refused(FileOf("{\"" + new string('n', 1_000_000) + "\":3}", 0)).Message.Length < 300);

    [Fact]
    public void EveryTruncationIsRefused()
    {
        var whole = FileOf("{" + Tensor("a", "F32", "[2]", 0, 8) + "," + Tensor("b", "F32", "[3]", 8, 20) + "}", 20);
        for (var length = 0; length < whole.Length; length++)
        {
            Refused(whole[..length]);
        }
    }

    [Fact]
    public void RandomBytesGiveATypedErrorOrAFile() =>
        Gen.Byte.Array[0, 200].Sample(bytes => ParsesOrIsRefused(bytes), iter: 5_000);

    [Fact]
    public void RandomHeadersGiveATypedErrorOrAFile() =>
        Gen.Select(Gen.OneOfConst("{", "}", "[", "]", ":", ",", "\"x\"", "\"dtype\"", "\"shape\"", "\"data_offsets\"", "\"F32\"", "0", "4", "-1", "1e9", "\"__metadata__\"", "null", " ").Array[0, 40], Gen.Int[0, 16])
            .Sample((tokens, data) => ParsesOrIsRefused(FileOf("{" + string.Concat(tokens), data)), iter: 5_000);

    [Fact]
    public void MutilatedFilesGiveATypedErrorOrAFile()
    {
        var whole = FileOf("{\"__metadata__\":{\"k\":\"v\"}," + Tensor("a", "F32", "[2]", 0, 8) + "," + Tensor("b", "F32", "[3]", 8, 20) + "}", 20);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length - 1], Gen.Byte).Sample(
            (first, firstByte, second, secondByte) =>
            {
                var bytes = (byte[])whole.Clone();
                bytes[first] = firstByte;
                bytes[second] = secondByte;
                return ParsesOrIsRefused(bytes);
            },
            iter: 20_000);
    }

    [Fact]
    public void AllocationStaysWithinASmallMultipleOfTheFile()
    {
        // Many tiny tensors make the most objects for each byte.
        var json = "{" + string.Join(",", Enumerable.Range(0, 50_000).Select(i => Tensor($"{i}", "U8", "[0]", 0, 0))) + "}";
        Assert.InRange(AllocatedByParse(FileOf(json, 0)), 0, 8L * json.Length);

        // Claims of size alone allocate nothing to speak of.
        Assert.InRange(AllocatedByParse(FileOf("{" + Tensor("x", "F64", "[100000000,1000]", 0, 2_000_000_000) + "}", 8)), 0, 20_000);
        var prefix = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, 99_999_999);
        Assert.InRange(AllocatedByParse(prefix), 0, 20_000);
    }

    private static long AllocatedByParse(byte[] file)
    {
        ParsesOrIsRefused(file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ParsesOrIsRefused(file);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static bool ParsesOrIsRefused(byte[] file)
    {
        try
        {
            var parsed = SafetensorsFile.Parse(file);
            return parsed.Tensors.Sum(tensor => tensor.Data.Length) <= file.Length;
        }
        catch (InvalidFileException)
        {
            return true;
        }
    }
}
