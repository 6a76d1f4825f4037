namespace Gmnm.Generators.Tests.Gpu;

/// <summary>Tests on one CUDA device or its stand-in, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class CudaCollection : ICollectionFixture<CudaFixture>
{
    public const string Name = "CUDA";
}
