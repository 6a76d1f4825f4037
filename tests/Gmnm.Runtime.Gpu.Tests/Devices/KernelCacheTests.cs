using System.Security.Cryptography;
using Gmnm.Gpu;

namespace Gmnm.Runtime.Gpu.Tests.Devices;

/// <summary>Compiled kernels in files.</summary>
public sealed class KernelCacheTests : IDisposable
{
    private const string Source = "what it was compiled from";

    private static readonly byte[] s_compiled = RandomNumberGenerator.GetBytes(1000);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public void WhatWasKeptIsFound()
    {
        new KernelCache(_folder).Keep(Source, s_compiled);
        Assert.Equal(s_compiled, new KernelCache(_folder).Find(Source));
        Assert.Null(new KernelCache(_folder).Find(Source + "s"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(100)]
    public void AFileThatEndsTooSoonCountsForNothing(int length) => RequireNothing(bytes => bytes[..length]);

    [Fact]
    public void AFileWithAnotherByteCountsForNothing() => RequireNothing(static bytes => [.. bytes[..100], (byte)~bytes[100], .. bytes[101..]]);

    [Fact]
    public void AFolderThatCannotBeWrittenIsNoError()
    {
        File.WriteAllText(_folder, "");
        var cache = new KernelCache(_folder);
        cache.Keep(Source, s_compiled);
        Assert.Null(cache.Find(Source));
        File.Delete(_folder);
    }

    [Fact]
    public void OldFilesAreDeleted()
    {
        new KernelCache(_folder).Keep(Source, s_compiled);
        File.SetLastWriteTimeUtc(Assert.Single(Directory.GetFiles(_folder)), DateTime.UtcNow.AddDays(-31));
        new KernelCache(_folder).Keep("another", s_compiled);
        Assert.Null(new KernelCache(_folder).Find(Source));
        Assert.Single(Directory.GetFiles(_folder));
    }

    private void RequireNothing(Func<byte[], byte[]> damage)
    {
        var cache = new KernelCache(_folder);
        cache.Keep(Source, s_compiled);
        var file = Assert.Single(Directory.GetFiles(_folder));
        File.WriteAllBytes(file, damage(File.ReadAllBytes(file)));
        Assert.Null(cache.Find(Source));
    }
}
