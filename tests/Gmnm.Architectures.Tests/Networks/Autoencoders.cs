namespace Gmnm.Architectures;

/// <summary>The autoencoder of MLPerf Tiny's anomaly detection: 640 inputs, four layers of 128 on each side of 8.</summary>
[Network, Input(640)]
[Use<DenseBlock>(Repeat = 4)]
[Linear(8), BatchNorm, Relu]
[Use<DenseBlock>(Repeat = 4)]
[Linear(640), Loss(LossKind.MeanSquaredError)]
public sealed partial class Autoencoder;

/// <summary>A layer of 128 units.</summary>
[Block, Linear(128), BatchNorm, Relu]
public sealed partial class DenseBlock;

/// <summary>An autoencoder of Gaussian mixtures.</summary>
[Network, Input(64)]
[Gmnm(8, Components = 64), LayerNorm, Gmnm(64, Components = 64), Loss(LossKind.MeanSquaredError)]
public sealed partial class GmnmAutoencoder;
