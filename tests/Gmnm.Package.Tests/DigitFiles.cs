using System.Buffers.Binary;
using System.IO.Compression;

namespace Gmnm.Package.Tests;

/// <summary>Files in the format of MNIST: noise with a bright bar, whose height in the image is the digit.</summary>
internal static class DigitFiles
{
    private const int Side = 28;
    private const int Digits = 10;

    /// <summary>Writes the four files; those of the training part compressed.</summary>
    public static void Write(TemporaryFolder folder, int trainCount, int testCount)
    {
        Write(folder, "train", trainCount, compressed: true);
        Write(folder, "t10k", testCount, compressed: false);
    }

    private static void Write(TemporaryFolder folder, string part, int count, bool compressed)
    {
        var random = new Random(count);
        var labels = new byte[count];
        var images = new byte[count * Side * Side];
        for (var i = 0; i < count; i++)
        {
            labels[i] = (byte)random.Next(Digits);
            var image = images.AsSpan(i * Side * Side, Side * Side);
            for (var pixel = 0; pixel < image.Length; pixel++)
            {
                image[pixel] = (byte)random.Next(64);
            }

            image.Slice((4 + (2 * labels[i])) * Side, 2 * Side).Fill(byte.MaxValue);
        }

        Write(folder, $"{part}-images-idx3-ubyte", images, compressed, count, Side, Side);
        Write(folder, $"{part}-labels-idx1-ubyte", labels, compressed, count);
    }

    private static void Write(TemporaryFolder folder, string name, byte[] data, bool compressed, params int[] shape)
    {
        var header = new byte[4 + (4 * shape.Length)];
        header[2] = 8;
        header[3] = (byte)shape.Length;
        for (var i = 0; i < shape.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), shape[i]);
        }

        using var file = File.Create(folder.File(compressed ? name + ".gz" : name));
        using Stream stream = compressed ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(header);
        stream.Write(data);
    }
}
