namespace Gmnm.Generators.Tests.Gpu;

/// <summary>
/// Tests on the emulation, one after the other on one device: each of its groups is 64 threads of the system. Those of trainers
/// have one of their own: this collection would be the last.
/// </summary>
[CollectionDefinition(Name)]
public sealed class GpuCollection : ICollectionFixture<GpuEmulation>
{
    public const string Name = "GPU emulation";
}
