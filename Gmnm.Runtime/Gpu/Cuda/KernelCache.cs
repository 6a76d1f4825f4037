using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Gmnm.Gpu;

/// <summary>
/// What earlier runs compiled, a file each, named by what it was compiled from. What cannot be read or written is compiled.
/// Several threads and processes may use a folder at once.
/// </summary>
/// <param name="folder">Where the files are.</param>
internal sealed class KernelCache(string folder)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(30);

    private int _written;

    /// <summary>The cache that <see cref="CudaDevice.CacheVariable"/> names; null for none.</summary>
    public static KernelCache? Open()
    {
        var folder = Environment.GetEnvironmentVariable(CudaDevice.CacheVariable) is { Length: > 0 } variable ? variable
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } local ? Path.Combine(local, "Gmnm", "kernels")
            : "none";
        return folder == "none" ? null : new KernelCache(folder);
    }

    /// <summary>Gives what was kept; null where nothing was.</summary>
    /// <param name="source">Everything that it was compiled from.</param>
    public byte[]? Find(string source)
    {
        var name = Name(source);
        if (!File.Exists(name))
        {
            return null;
        }

        try
        {
            using var file = new ZLibStream(File.OpenRead(name), CompressionMode.Decompress);
            using var reader = new BinaryReader(file);
            var hash = reader.ReadBytes(SHA256.HashSizeInBytes);
            var compiled = reader.ReadBytes(reader.ReadInt32());
            return SHA256.HashData(compiled).AsSpan().SequenceEqual(hash) ? compiled : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Keeps something for 30 days.</summary>
    /// <param name="source">Everything that it was compiled from.</param>
    /// <param name="compiled">What it was compiled to.</param>
    public void Keep(string source, ReadOnlySpan<byte> compiled)
    {
        try
        {
            Directory.CreateDirectory(folder);
            if (Interlocked.Exchange(ref _written, 1) == 0)
            {
                DeleteOld();
            }

            // Whoever reads meanwhile, in another process too, finds a whole file or none.
            var temporary = Path.Combine(folder, Path.GetRandomFileName());
            using (var writer = new BinaryWriter(new ZLibStream(File.Create(temporary), CompressionLevel.Fastest)))
            {
                writer.Write(SHA256.HashData(compiled));
                writer.Write(compiled.Length);
                writer.Write(compiled);
            }

            File.Move(temporary, Name(source), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    private void DeleteOld()
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(static file => DateTime.UtcNow - file.LastWriteTimeUtc > s_kept))
        {
            file.Delete();
        }
    }

    private string Name(string source) => Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source))));
}
