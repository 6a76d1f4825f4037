using System.Buffers.Binary;
using System.IO.Compression;

namespace Gmnm.Package.Tests;

/// <summary>A PNG file, as far as a test needs it.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="DrawnRows">Rows that show more than one shade, or the row above again.</param>
internal sealed record Picture(int Width, int Height, int DrawnRows)
{
    /// <summary>Reads a file; fails the test where it is no PNG, or has another number of pixels than it says.</summary>
    public static Picture Read(string path)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], bytes[..8].ToArray());
        using var packed = new MemoryStream();
        int width = 0, height = 0;
        for (var rest = bytes[8..]; !rest.IsEmpty;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            var kind = rest[4..8];
            var data = rest.Slice(8, length);
            if (kind.SequenceEqual("IHDR"u8))
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
            }
            else if (kind.SequenceEqual("IDAT"u8))
            {
                packed.Write(data);
            }

            rest = rest[(length + 12)..];
        }

        packed.Position = 0;
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        using var pixels = new MemoryStream();
        unpacked.CopyTo(pixels);
        return new Picture(width, height, CountDrawnRows(pixels.ToArray(), width, height));
    }

    /// <summary>
    /// A row is the number of a filter, then what that filter leaves of the pixels: all bytes alike where a pixel is like its
    /// neighbours. The first pixel has none.
    /// </summary>
    private static int CountDrawnRows(byte[] pixels, int width, int height)
    {
        var rowLength = pixels.Length / height;
        Assert.Equal(height * rowLength, pixels.Length);
        Assert.Equal(1, rowLength % width);
        return Enumerable.Range(0, height).Count(row =>
        {
            var bytes = pixels.AsSpan(row * rowLength, rowLength)[8..];
            return bytes.ContainsAnyExcept(bytes[0]);
        });
    }
}
