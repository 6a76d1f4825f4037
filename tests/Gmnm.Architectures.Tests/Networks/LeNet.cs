namespace Gmnm.Architectures;

/// <summary>LeNet-5: LeCun et al., Gradient-Based Learning Applied to Document Recognition, 1998.</summary>
[Network, Input(1, 28, 28)]
[Conv2d(6, Kernel = 5, Padding = 2), Tanh, AvgPool2d(2)]
[Conv2d(16, Kernel = 5), Tanh, AvgPool2d(2)]
[Flatten, Linear(120), Tanh]
[Linear(84), Tanh]
[Linear(10), Loss(LossKind.CrossEntropy)]
public sealed partial class LeNet;

/// <summary>LeNet-5 with Gaussian mixtures in place of its nonlinearities.</summary>
[Network, Input(1, 28, 28)]
[GmnmConv2d(6, Kernel = 5, Padding = 2, Components = 8), AvgPool2d(2)]
[GmnmConv2d(16, Kernel = 5, Components = 16), AvgPool2d(2)]
[Flatten, Gmnm(84, Components = 120)]
[Linear(10), Loss(LossKind.CrossEntropy)]
public sealed partial class GmnmLeNet;
