namespace Gmnm.Runtime.Gpu.Tests;

/// <summary>The tests of kernels, one after the other on one accelerator.</summary>
[CollectionDefinition(Name)]
public sealed class GpuCollection : ICollectionFixture<GpuKernels>
{
    public const string Name = "GPU kernels";
}
