namespace Gmnm.Benchmarks.Networks;

[Network, Input(1, 28, 28)]
[Conv2d(16, Kernel = 3, Padding = 1), Relu, MaxPool2d(2)]
[Conv2d(32, Kernel = 3, Padding = 1), Relu, MaxPool2d(2)]
[Flatten, Linear(10), Loss(LossKind.CrossEntropy)]
internal sealed partial class ImageClassifier;

[Network, Input(96, 7)]
[Lstm(64, Last = true), Linear(24), Loss(LossKind.MeanSquaredError)]
internal sealed partial class SeriesForecaster;

[Network, Input(64, 64)]
[TransformerBlock(4), Loss(LossKind.MeanSquaredError)]
internal sealed partial class EncoderBlock;
