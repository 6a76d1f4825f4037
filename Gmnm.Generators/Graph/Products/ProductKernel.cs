namespace Gmnm.Generators.Graph.Products;

/// <summary>Which loop of the runtime computes a matrix product.</summary>
internal enum ProductKernel
{
    /// <summary>Panels of both matrices are packed first: any size and layout.</summary>
    Packed,

    /// <summary>Both matrices where they are, the lanes over the columns of the right.</summary>
    Direct,

    /// <summary>Both matrices where they are, the lanes over the depth.</summary>
    Dot,
}
