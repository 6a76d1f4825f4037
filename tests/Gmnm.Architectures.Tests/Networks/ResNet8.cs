namespace Gmnm.Architectures;

/// <summary>The residual network of MLPerf Tiny's image classification: three residual blocks of 16, 32 and 64 channels.</summary>
[Network, Loss(LossKind.CrossEntropy)]
public sealed partial class ResNet8
{
    [Conv2d(16, Same = true), BatchNorm, Relu]
    private partial SymbolicTensor Stem(SymbolicTensor x);

    [Conv2d(16, Same = true), BatchNorm, Relu, Conv2d(16, Same = true), BatchNorm]
    private partial SymbolicTensor Block1(SymbolicTensor x);

    [Conv2d(32, Stride = 2, Same = true), BatchNorm, Relu, Conv2d(32, Same = true), BatchNorm]
    private partial SymbolicTensor Block2(SymbolicTensor x);

    [Conv2d(32, Kernel = 1, Stride = 2, Same = true)]
    private partial SymbolicTensor Shortcut2(SymbolicTensor x);

    [Conv2d(64, Stride = 2, Same = true), BatchNorm, Relu, Conv2d(64, Same = true), BatchNorm]
    private partial SymbolicTensor Block3(SymbolicTensor x);

    [Conv2d(64, Kernel = 1, Stride = 2, Same = true)]
    private partial SymbolicTensor Shortcut3(SymbolicTensor x);

    [GlobalAvgPool, Linear(10)]
    private partial SymbolicTensor Head(SymbolicTensor x);

    private SymbolicTensor Forward([Shape(3, 32, 32)] SymbolicTensor image)
    {
        var x = Stem(image);
        x = (x + Block1(x)).Relu();
        x = (Shortcut2(x) + Block2(x)).Relu();
        x = (Shortcut3(x) + Block3(x)).Relu();
        return Head(x);
    }
}
