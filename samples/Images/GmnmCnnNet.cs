using Gmnm;

namespace Samples;

/// <summary>
/// The same with Gaussians of each 3 by 3 patch in place of convolution and rectifier; as many of them as make about as many
/// parameters.
/// </summary>
[Network, Input(1, MnistData.Side, MnistData.Side)]
[GmnmConv2d(16, Components = 16), BatchNorm, MaxPool2d(2)]
[GmnmConv2d(32, Components = 13), BatchNorm, MaxPool2d(2)]
[Flatten, Linear(10), Loss(LossKind.CrossEntropy)]
internal sealed partial class GmnmCnnNet;
