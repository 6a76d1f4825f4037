namespace Gmnm.Benchmarks.Scaling;

// A recurrent network over ever more steps.

[Network, Input(8, 16)]
[Lstm(32, Last = true), Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Steps8;

[Network, Input(16, 16)]
[Lstm(32, Last = true), Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Steps16;

[Network, Input(32, 16)]
[Lstm(32, Last = true), Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Steps32;

[Network, Input(64, 16)]
[Lstm(32, Last = true), Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Steps64;

[Network, Input(128, 16)]
[Lstm(32, Last = true), Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Steps128;

[Network, Input(256, 16)]
[Lstm(32, Last = true), Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Steps256;

[Network, Input(512, 16)]
[Lstm(32, Last = true), Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Steps512;

[Network, Input(1024, 16)]
[Lstm(32, Last = true), Linear(8), Loss(LossKind.MeanSquaredError)]
internal sealed partial class Steps1024;
