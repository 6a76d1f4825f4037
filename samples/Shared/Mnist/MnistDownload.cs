using System.IO.Compression;
using System.Security.Cryptography;

namespace Samples;

/// <summary>Fetches the files of MNIST once and keeps them, checked, in a folder of the user's.</summary>
internal static class MnistDownload
{
    /// <summary>A public copy of the original files.</summary>
    public const string DefaultMirror = "https://storage.googleapis.com/cvdf-datasets/mnist";

    // The largest of the files has 47 MB when it is unpacked: a server that sends more sends something else.
    private const int MostBytes = 64 << 20;

    /// <summary>Where the files are kept by default.</summary>
    public static string DefaultCache => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "gmnm", "mnist");

    /// <summary>Makes sure that <paramref name="folder"/> has all four files, and gives it back.</summary>
    /// <exception cref="UserErrorException">The mirror does not answer, or sends other bytes than it should.</exception>
    public static string Ensure(string folder, string mirror)
    {
        Directory.CreateDirectory(folder);
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
        foreach (var file in MnistFile.All)
        {
            var path = Path.Combine(folder, file.Name);
            if (File.Exists(path) && Hash(File.ReadAllBytes(path)) == file.Sha256)
            {
                continue;
            }

            var address = $"{mirror.TrimEnd('/')}/{file.Name}.gz";
            Console.WriteLine($"downloading {address}");
            var bytes = Fetch(client, address);
            if (Hash(bytes) is var hash && hash != file.Sha256)
            {
                throw new UserErrorException($"{address} has the SHA-256 {hash}; expected {file.Sha256}. Nothing was kept.");
            }

            // Renamed only when it is whole: an interrupted download leaves no file that looks complete.
            File.WriteAllBytes(path + ".part", bytes);
            File.Move(path + ".part", path, overwrite: true);
        }

        return folder;
    }

    private static byte[] Fetch(HttpClient client, string address)
    {
        try
        {
            using var compressed = client.GetStreamAsync(new Uri(address)).GetAwaiter().GetResult();
            using var unpacked = new GZipStream(compressed, CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            var block = new byte[1 << 16];
            for (int count; (count = unpacked.Read(block)) > 0;)
            {
                bytes.Write(block, 0, count);
                if (bytes.Length > MostBytes)
                {
                    throw new UserErrorException($"{address} is larger than {MostBytes} bytes: it is not a file of MNIST.");
                }
            }

            return bytes.ToArray();
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or InvalidDataException or UriFormatException or NotSupportedException or InvalidOperationException)
        {
            throw new UserErrorException($"{address} could not be downloaded: {error.Message} With --data FOLDER the files are read from a folder.");
        }
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
