namespace Gmnm.Benchmarks.Scaling;

// A mixture of ever more components.

[Network, Input(64)]
[Gmnm(8, Components = 8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Components8;

[Network, Input(64)]
[Gmnm(8, Components = 16), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Components16;

[Network, Input(64)]
[Gmnm(8, Components = 32), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Components32;

[Network, Input(64)]
[Gmnm(8, Components = 64), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Components64;

[Network, Input(64)]
[Gmnm(8, Components = 128), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Components128;

[Network, Input(64)]
[Gmnm(8, Components = 256), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Components256;

[Network, Input(64)]
[Gmnm(8, Components = 512), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Components512;

[Network, Input(64)]
[Gmnm(8, Components = 1024), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Components1024;

[Network, Input(64)]
[Gmnm(8, Components = 2048), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Components2048;

[Network, Input(64)]
[Gmnm(8, Components = 4096), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Components4096;

[Network, Input(64)]
[Gmnm(8, Components = 8192), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Components8192;
