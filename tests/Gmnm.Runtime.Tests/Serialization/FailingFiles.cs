using Gmnm.Serialization;

namespace Gmnm.Runtime.Tests.Serialization;

/// <summary>The real file system until operation number <paramref name="failAt"/>, which is done in half or not at all.</summary>
internal sealed class FailingFiles(int failAt, bool isCrash) : IFiles
{
    private int _operation;
    private bool _hasFailed;

    public Stream CreateNew(string path)
    {
        Count();
        return new FailingStream(DiskFiles.Instance.CreateNew(path), this);
    }

    public void FlushToDisk(Stream stream)
    {
        Count();
        DiskFiles.Instance.FlushToDisk(((FailingStream)stream).Disk);
    }

    public void Replace(string source, string destination)
    {
        Count();
        DiskFiles.Instance.Replace(source, destination);
    }

    public void Delete(string path)
    {
        if (isCrash && _hasFailed)
        {
            throw new IOException("Nothing runs after a crash.");
        }

        DiskFiles.Instance.Delete(path);
    }

    private bool Counts() => _operation++ == failAt;

    private void Count()
    {
        if (Counts())
        {
            Fail();
        }
    }

    private void Fail()
    {
        _hasFailed = true;
        throw new InterruptedException();
    }

    /// <summary>The interruption that a test asked for.</summary>
    internal sealed class InterruptedException : IOException;

    /// <summary>Fails at a write after half of its bytes.</summary>
    private sealed class FailingStream(Stream disk, FailingFiles files) : Stream
    {
        public Stream Disk => disk;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => disk.Length;

        public override long Position
        {
            get => disk.Position;
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (files.Counts())
            {
                disk.Write(buffer[..(buffer.Length / 2)]);
                files.Fail();
            }

            disk.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => disk.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            disk.Dispose();
            base.Dispose(disposing);
        }
    }
}
