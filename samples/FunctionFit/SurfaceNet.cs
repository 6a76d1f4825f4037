using Gmnm;

namespace Samples;

/// <summary>A function of the plane: one layer of Gaussians, each stretched and turned as it likes.</summary>
[Network, Input(2)]
[Gmnm(1, Components = 96, Projections = 2)]
[Loss(LossKind.MeanSquaredError)]
internal sealed partial class SurfaceNet;
