namespace Gmnm.Benchmarks.Scaling;

// Ever more layers of 64 units.

[Block]
[Linear(64), Relu]
internal sealed class DepthBlock;

[Network, Input(64), Use<DepthBlock>(Repeat = 1), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Depth1;

[Network, Input(64), Use<DepthBlock>(Repeat = 2), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Depth2;

[Network, Input(64), Use<DepthBlock>(Repeat = 4), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Depth4;

[Network, Input(64), Use<DepthBlock>(Repeat = 8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Depth8;

[Network, Input(64), Use<DepthBlock>(Repeat = 16), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Depth16;

[Network, Input(64), Use<DepthBlock>(Repeat = 32), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Depth32;

[Network, Input(64), Use<DepthBlock>(Repeat = 64), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Depth64;
