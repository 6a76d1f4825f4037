namespace Gmnm.Benchmarks.Scaling;

// Attention over ever more steps: the work grows with their square.

[Network, Input(8, 32)]
[MultiHeadAttention(4), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Attended8;

[Network, Input(16, 32)]
[MultiHeadAttention(4), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Attended16;

[Network, Input(32, 32)]
[MultiHeadAttention(4), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Attended32;

[Network, Input(64, 32)]
[MultiHeadAttention(4), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Attended64;

[Network, Input(128, 32)]
[MultiHeadAttention(4), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Attended128;

[Network, Input(256, 32)]
[MultiHeadAttention(4), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Attended256;

[Network, Input(512, 32)]
[MultiHeadAttention(4), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Attended512;

[Network, Input(1024, 32)]
[MultiHeadAttention(4), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Attended1024;
