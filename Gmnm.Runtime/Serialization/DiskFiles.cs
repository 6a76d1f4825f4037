namespace Gmnm.Serialization;

/// <summary>The real file system.</summary>
internal sealed class DiskFiles : IFiles
{
    /// <summary>The only instance.</summary>
    public static readonly DiskFiles Instance = new();

    private DiskFiles()
    {
    }

    /// <inheritdoc/>
    public Stream CreateNew(string path) => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);

    /// <inheritdoc/>
    public void FlushToDisk(Stream stream) => ((FileStream)stream).Flush(flushToDisk: true);

    /// <inheritdoc/>
    public void Replace(string source, string destination) => File.Move(source, destination, overwrite: true);

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);
}
