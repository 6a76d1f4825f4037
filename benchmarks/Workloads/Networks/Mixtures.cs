namespace Gmnm.Benchmarks.Networks;

[Network, Input(784)]
[Gmnm(10, Components = 256, Projections = 4), Loss(LossKind.CrossEntropy)]
internal sealed partial class DigitMixture;

[Network, Input(64)]
[Gmnm(10, Components = 64, Projections = 2), Loss(LossKind.CrossEntropy)]
internal sealed partial class SmallMixture;

[Network, Input(2)]
[Gmnm(1, Components = 16, Projections = 2), Loss(LossKind.MeanSquaredError)]
internal sealed partial class SurfaceMixture;
