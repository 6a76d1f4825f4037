namespace Gmnm.Architectures;

/// <summary>A residual network whose blocks are Gaussian mixtures of patches, without activations.</summary>
[Network, Loss(LossKind.CrossEntropy)]
public sealed partial class GmnmResNet
{
    [Conv2d(8, Same = true), BatchNorm]
    private partial SymbolicTensor Stem(SymbolicTensor x);

    [GmnmConv2d(8, Same = true, Components = 16), BatchNorm]
    private partial SymbolicTensor Block1(SymbolicTensor x);

    [GmnmConv2d(16, Stride = 2, Same = true, Components = 16), BatchNorm]
    private partial SymbolicTensor Block2(SymbolicTensor x);

    [Conv2d(16, Kernel = 1, Stride = 2, Same = true)]
    private partial SymbolicTensor Shortcut2(SymbolicTensor x);

    [GlobalAvgPool, Gmnm(10, Components = 32)]
    private partial SymbolicTensor Head(SymbolicTensor x);

    private SymbolicTensor Forward([Shape(3, 32, 32)] SymbolicTensor image)
    {
        var x = Stem(image);
        x += Block1(x);
        return Head(Shortcut2(x) + Block2(x));
    }
}
