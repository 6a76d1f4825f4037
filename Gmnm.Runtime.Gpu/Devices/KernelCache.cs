using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using ILGPU;
using ILGPU.Runtime;

namespace Gmnm.Gpu;

/// <summary>
/// PTX of earlier runs, a file each. A file is named by what it was compiled from: the builds of the kernel's assembly, of
/// this one and of ILGPU, the method and the options. What cannot be read or written is compiled.
/// </summary>
/// <param name="folder">Where the files are.</param>
/// <param name="capability">The compute capability that is compiled for, in tenths.</param>
internal sealed class KernelCache(string folder, int capability)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(30);

    private readonly string _options = string.Join(' ', capability, Build(typeof(KernelCache)), Build(typeof(Context)));
    private int _written;

    /// <summary>Gives a kernel that was kept; null where none was.</summary>
    public PtxKernel? Find(MethodInfo method, KernelSpecialization options)
    {
        var name = Name(method, options);
        if (!File.Exists(name))
        {
            return null;
        }

        try
        {
            using var file = new ZLibStream(File.OpenRead(name), CompressionMode.Decompress);
            using var reader = new BinaryReader(file, Encoding.UTF8);
            return EmbeddedPlan.ReadPtx(reader);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Keeps a kernel for 30 days.</summary>
    public void Keep(MethodInfo method, KernelSpecialization options, PtxKernel kernel)
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
            using (var writer = new BinaryWriter(new ZLibStream(File.Create(temporary), CompressionLevel.Fastest), Encoding.UTF8))
            {
                EmbeddedPlan.WritePtx(writer, kernel);
            }

            File.Move(temporary, Name(method, options), overwrite: true);
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

    private string Name(MethodInfo method, KernelSpecialization options) => Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{_options} {Build(method.DeclaringType!)} {method.DeclaringType} {method} {options.MaxNumThreadsPerGroup} {options.MinNumGroupsPerMultiprocessor}"))));

    private static Guid Build(Type type) => type.Module.ModuleVersionId;
}
