namespace Gmnm.Serialization;

/// <summary>
/// Replaces files as a whole: the new contents go to a temporary file in the same folder, are flushed to the disk, and
/// the file is renamed over the old one. A crash at any point leaves the old file or the new one.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Writes the file at <paramref name="path"/>.</summary>
    public static void Write(string path, Action<Stream> write) => Write(path, write, DiskFiles.Instance);

    /// <summary>Writes the file at <paramref name="path"/> through <paramref name="files"/>.</summary>
    public static void Write(string path, Action<Stream> write, IFiles files)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        var temporary = $"{full}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = files.CreateNew(temporary))
            {
                write(stream);
                files.FlushToDisk(stream);
            }

            files.Replace(temporary, full);
        }
        catch
        {
            // The error that stopped the write is the one to report; a temporary file that stays behind harms nothing.
            try
            {
                files.Delete(temporary);
            }
            catch (IOException)
            {
            }
            catch (UnauthorizedAccessException)
            {
            }

            throw;
        }
    }
}
