using Gmnm;

namespace Samples;

/// <summary>Tells the ten digits apart in images of 8 by 8 pixels.</summary>
[Network, Input(8, 8)]
[Flatten, Gmnm(48, Components = 96, Projections = 2), LayerNorm, Dropout(0.1)]
[Linear(10), Loss(LossKind.CrossEntropy)]
internal sealed partial class DigitNet;
