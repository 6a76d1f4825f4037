namespace Gmnm.Architectures;

/// <summary>
/// The depthwise-separable network of MLPerf Tiny's keyword spotting: 49 frames of 10 coefficients, 12 words. Zhang et
/// al., Hello Edge, arXiv 1711.07128.
/// </summary>
[Network, Input(1, 49, 10)]
[Conv2d(64, KernelHeight = 10, KernelWidth = 4, Stride = 2, Same = true), BatchNorm, Relu, Dropout(0.2)]
[Use<SeparableBlock>(Repeat = 4)]
[Dropout(0.4), GlobalAvgPool, Linear(12), Loss(LossKind.CrossEntropy)]
public sealed partial class KeywordSpotter;

/// <summary>A convolution of each channel alone, then one of all channels at each place.</summary>
[Block]
[DepthwiseConv2d(Same = true), BatchNorm, Relu]
[Conv2d(64, Kernel = 1), BatchNorm, Relu]
public sealed partial class SeparableBlock;

/// <summary>The keyword spotter whose pointwise convolutions and activations are Gaussian mixtures over the channels.</summary>
[Network, Input(1, 49, 10)]
[Conv2d(16, KernelHeight = 10, KernelWidth = 4, Stride = 2, Same = true), BatchNorm]
[DepthwiseConv2d(Same = true), GmnmConv2d(16, Kernel = 1, Components = 24), BatchNorm]
[DepthwiseConv2d(Same = true), GmnmConv2d(16, Kernel = 1, Components = 24), BatchNorm]
[GlobalAvgPool, Linear(12), Loss(LossKind.CrossEntropy)]
public sealed partial class GmnmKeywordSpotter;
