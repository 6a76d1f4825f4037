namespace Gmnm.Benchmarks.Scaling;

// A perceptron of one hidden layer as wide as its input.

[Network, Input(8)]
[Linear(8), Relu, Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Width8;

[Network, Input(16)]
[Linear(16), Relu, Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Width16;

[Network, Input(32)]
[Linear(32), Relu, Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Width32;

[Network, Input(64)]
[Linear(64), Relu, Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Width64;

[Network, Input(128)]
[Linear(128), Relu, Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Width128;

[Network, Input(256)]
[Linear(256), Relu, Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Width256;

[Network, Input(512)]
[Linear(512), Relu, Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Width512;

[Network, Input(1024)]
[Linear(1024), Relu, Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Width1024;

[Network, Input(2048)]
[Linear(2048), Relu, Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Width2048;

[Network, Input(4096)]
[Linear(4096), Relu, Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Width4096;
