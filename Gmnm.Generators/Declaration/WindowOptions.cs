namespace Gmnm.Generators.Declaration;

/// <summary>How the kernel of a layer slides over its input, as declared.</summary>
/// <param name="Same">Whether the padding follows from the input's size: as many outputs as strides fit.</param>
internal sealed record WindowOptions(
    int KernelHeight, int KernelWidth, int StrideHeight, int StrideWidth, int PaddingHeight, int PaddingWidth, bool Same, int Dilation);
