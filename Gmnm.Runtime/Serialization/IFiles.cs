namespace Gmnm.Serialization;

/// <summary>The operations of a file system that <see cref="AtomicFile"/> needs: tests make each of them fail.</summary>
internal interface IFiles
{
    /// <summary>Creates a file that must not exist.</summary>
    Stream CreateNew(string path);

    /// <summary>Returns when what was written to <paramref name="stream"/> is on the disk.</summary>
    void FlushToDisk(Stream stream);

    /// <summary>Renames <paramref name="source"/> to <paramref name="destination"/>, over a file that is there.</summary>
    void Replace(string source, string destination);

    /// <summary>Removes a file, if it is there.</summary>
    void Delete(string path);
}
