using System.IO.Compression;
using CsCheck;

namespace Gmnm.Runtime.Tests.Data;

public class IdxArrayTests
{
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 10, 20, 30, 40, 50, 255];
    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 2, 7, 3];

    private static IdxArray Read(byte[] bytes) => IdxArray.Read(new MemoryStream(bytes));

    private static byte[] Compress(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    [Fact]
    public void PlainAndCompressedFilesGiveTheSame()
    {
        foreach (var bytes in new[] { Images, Compress(Images) })
        {
            var array = Read(bytes);
            Assert.Equal(IdxType.U8, array.Type);
            Assert.True(array.Shape is [2, 1, 3]);
            Assert.Equal([10, 20, 30, 40, 50, 255], array.ToSingles());
        }
    }

    [Fact]
    public void ImagesAndLabelsBecomeADataset()
    {
        var data = Dataset.FromIdx(Read(Images), Read(Labels));
        Assert.Equal((2, 3), (data.Count, data.InputLength));
        Assert.Equal([7, 3], data.Targets.Span);
        Assert.Equal(1, data.Input(1)[2]);
        Assert.Throws<ShapeMismatchException>(() => Dataset.FromIdx(Read(Labels), Read(Images)));
    }

    [Theory]
    [InlineData("00000901000000020AF6", new float[] { 10, -10 })]
    [InlineData("00000B0100000002000AFFF6", new float[] { 10, -10 })]
    [InlineData("00000C01000000010001E240", new float[] { 123456 })]
    [InlineData("00000D01000000013FC00000", new float[] { 1.5f })]
    [InlineData("00000E01000000013FF8000000000000", new float[] { 1.5f })]
    public void EveryTypeIsRead(string hex, float[] values) =>
        Assert.Equal(values, Read(Convert.FromHexString(hex)).ToSingles());

    [Theory]
    [InlineData("")]
    [InlineData("0000")]
    [InlineData("000008")]
    [InlineData("00010801000000010A")]
    [InlineData("00000A01000000010A")]
    [InlineData("0000080100000002")]
    [InlineData("00000801000000020A")]
    [InlineData("00000801000000010A0B")]
    [InlineData("00000801FFFFFFFF0A")]
    [InlineData("00000803FFFFFFFFFFFFFFFFFFFFFFFF0A")]
    [InlineData("1F8B")]
    [InlineData("1F8B0800000000000003FFFFFF")]
    public void AMalformedFileIsRefused(string hex) =>
        Assert.Throws<InvalidFileException>(() => Read(Convert.FromHexString(hex)));

    [Fact]
    public void EveryTruncationIsRefused()
    {
        for (var length = 0; length < Images.Length; length++)
        {
            Assert.Throws<InvalidFileException>(() => Read(Images[..length]));
            Assert.Throws<InvalidFileException>(() => Read(Compress(Images[..length])));
        }
    }

    [Fact]
    public void AClaimOfSizeAloneAllocatesLittle()
    {
        // 1.2 GB are claimed: more than a compressed file of this size could hold, or far more than there is.
        byte[] claim = [0, 0, 8, 2, 0, 0, 0x9C, 0x40, 0, 0, 0x75, 0x30, 1, 2, 3];
        foreach (var bytes in new[] { claim, Compress(claim) })
        {
            Assert.Throws<InvalidFileException>(() => Read(bytes));
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<InvalidFileException>(() => Read(bytes));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
        }
    }

    [Fact]
    public void RandomBytesGiveATypedErrorOrAnArray() => Gen.Byte.Array[0, 40].Sample(
        bytes =>
        {
            byte[] file = [0, 0, 8, .. bytes];
            try
            {
                return Read(file).Length <= file.Length;
            }
            catch (InvalidFileException)
            {
                return true;
            }
        },
        iter: 2_000);
}
