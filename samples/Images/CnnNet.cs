using Gmnm;

namespace Samples;

/// <summary>Two convolutions with rectifiers, each normalised and pooled, and a linear layer.</summary>
[Network, Input(1, MnistData.Side, MnistData.Side)]
[Conv2d(16), BatchNorm, Relu, MaxPool2d(2)]
[Conv2d(32), BatchNorm, Relu, MaxPool2d(2)]
[Flatten, Linear(10), Loss(LossKind.CrossEntropy)]
internal sealed partial class CnnNet;
