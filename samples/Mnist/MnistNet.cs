using Gmnm;

namespace Samples;

/// <summary>Reads handwritten digits of 28 by 28 pixels.</summary>
[Network, Input(28, 28)]
[Flatten, Linear(128), LayerNorm, Gelu]
[Gmnm(64, Components = 128), LayerNorm]
[Linear(10), Loss(LossKind.CrossEntropy)]
internal sealed partial class MnistNet;
