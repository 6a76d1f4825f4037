namespace Gmnm.Architectures;

/// <summary>A small U-Net that marks pixels: Ronneberger et al., arXiv 1505.04597.</summary>
[Network, Loss(LossKind.BinaryCrossEntropy)]
public sealed partial class UNet
{
    [Conv2d(8, Padding = 1), Relu, Conv2d(8, Padding = 1), Relu]
    private partial SymbolicTensor Encode1(SymbolicTensor x);

    [MaxPool2d(2), Conv2d(16, Padding = 1), Relu, Conv2d(16, Padding = 1), Relu]
    private partial SymbolicTensor Encode2(SymbolicTensor x);

    [MaxPool2d(2), Conv2d(32, Padding = 1), Relu, ConvTranspose2d(16, Kernel = 2, Stride = 2)]
    private partial SymbolicTensor Bottom(SymbolicTensor x);

    [Conv2d(16, Padding = 1), Relu, ConvTranspose2d(8, Kernel = 2, Stride = 2)]
    private partial SymbolicTensor Decode2(SymbolicTensor x);

    [Conv2d(8, Padding = 1), Relu, Conv2d(1, Kernel = 1)]
    private partial SymbolicTensor Decode1(SymbolicTensor x);

    private SymbolicTensor Forward([Shape(1, 16, 16)] SymbolicTensor image)
    {
        var fine = Encode1(image);
        var coarse = Encode2(fine);
        var up = Decode2(SymbolicTensor.Concat(0, coarse, Bottom(coarse)));
        return Decode1(SymbolicTensor.Concat(0, fine, up));
    }
}

/// <summary>A U-Net of Gaussian mixtures.</summary>
[Network, Loss(LossKind.BinaryCrossEntropy)]
public sealed partial class GmnmUNet
{
    [GmnmConv2d(6, Padding = 1, Components = 12)]
    private partial SymbolicTensor Encode(SymbolicTensor x);

    [AvgPool2d(2), GmnmConv2d(8, Padding = 1, Components = 16), Upsample(2)]
    private partial SymbolicTensor Bottom(SymbolicTensor x);

    [GmnmConv2d(1, Padding = 1, Components = 16)]
    private partial SymbolicTensor Decode(SymbolicTensor x);

    private SymbolicTensor Forward([Shape(1, 16, 16)] SymbolicTensor image)
    {
        var fine = Encode(image);
        return Decode(SymbolicTensor.Concat(0, fine, Bottom(fine)));
    }
}
