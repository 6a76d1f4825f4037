namespace Gmnm.Generators.Tests.Gpu;

/// <summary>The tests on the emulation, one after the other on one device: each of its groups is 64 threads of the system.</summary>
[CollectionDefinition(Name)]
public sealed class GpuCollection : ICollectionFixture<GpuEmulation>
{
    public const string Name = "GPU emulation";
}
