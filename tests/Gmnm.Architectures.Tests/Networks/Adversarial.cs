namespace Gmnm.Architectures;

/// <summary>From noise to points of the plane.</summary>
[Network, Input(4), Linear(24), Relu, Linear(2)]
public sealed partial class Generator;

/// <summary>The logit that a point is real.</summary>
[Network, Input(2), Linear(24), LeakyRelu(NegativeSlope = 0.2), Linear(1), Loss(LossKind.BinaryCrossEntropy)]
public sealed partial class Discriminator;

/// <summary>The generator's game: its points through the discriminator, which this step does not train.</summary>
[Network, Input(4), Use<Generator>(Name = "generator"), Use<Discriminator>(Name = "discriminator", Frozen = true)]
[Loss(LossKind.BinaryCrossEntropy)]
public sealed partial class GeneratorGame;

/// <summary>From noise to points of the plane, by a Gaussian mixture.</summary>
[Network, Input(4), Gmnm(2, Components = 32)]
public sealed partial class GmnmGenerator;

/// <summary>The logit that a point is real, by a Gaussian mixture.</summary>
[Network, Input(2), Gmnm(1, Components = 32), Loss(LossKind.BinaryCrossEntropy)]
public sealed partial class GmnmDiscriminator;

/// <summary>The game of the Gaussian generator.</summary>
[Network, Input(4), Use<GmnmGenerator>(Name = "generator"), Use<GmnmDiscriminator>(Name = "discriminator", Frozen = true)]
[Loss(LossKind.BinaryCrossEntropy)]
public sealed partial class GmnmGeneratorGame;
