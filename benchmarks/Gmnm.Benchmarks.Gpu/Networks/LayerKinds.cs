namespace Gmnm.Benchmarks.Networks;

// Small networks that have every kind of layer between them.

[Network, Input(20)]
[Linear(40), Gelu, Dropout(0.2), Linear(3), Loss(LossKind.CrossEntropy)]
internal sealed partial class DropoutPerceptron;

[Network, Input(12)]
[Linear(70), BatchNorm, Relu, Linear(70), LayerNorm, Sigmoid, Linear(6), Softmax, Linear(4), Loss(LossKind.CrossEntropy)]
internal sealed partial class NormalizedPerceptron;

[Network, Input(20)]
[Gmnm(6, Components = 40, Projections = 4), LayerNorm, Linear(3), Loss(LossKind.CrossEntropy)]
internal sealed partial class NormMixture;

[Network, Input(20)]
[Gmnm(6, Components = 5, Projections = 3, Aggregation = Aggregation.Sum), Tanh, Gmnm(2, Components = 7, Projections = 6)]
[Loss(LossKind.MeanSquaredError)]
internal sealed partial class StackedMixture;

[Network, Input(5)]
[Gmnm(4, Components = 9, Aggregation = Aggregation.Diagonal), Gmnm(4, Components = 6, Aggregation = Aggregation.Isotropic)]
[Gmnm(4, Components = 6, Projections = 2, Aggregation = Aggregation.Quadratic), Linear(2), Loss(LossKind.MeanSquaredError)]
internal sealed partial class AxisAlignedMixture;

[Network, Input(6, 3)]
[Lstm(10), Linear(2), Loss(LossKind.MeanSquaredError)]
internal sealed partial class LstmSeries;

[Network, Input(7, 4)]
[Gru(5), Linear(2), Loss(LossKind.MeanSquaredError)]
internal sealed partial class GruSeries;

[Network, Input(7, 4)]
[GmnmLstm(5), GmnmAttention(1), Flatten, Linear(2), Loss(LossKind.MeanSquaredError)]
internal sealed partial class GaussianSeries;

[Network, Input(1, 8, 8)]
[Conv2d(4, Kernel = 3, Padding = 1), BatchNorm, Relu, MaxPool2d(2), Conv2d(6, Kernel = 3, Stride = 2, Groups = 2), Gelu]
[AvgPool2d(1), Flatten, Linear(3), Loss(LossKind.CrossEntropy)]
internal sealed partial class GroupedConvolutions;

[Network, Input(2, 6, 6)]
[DepthwiseConv2d(Kernel = 3, Padding = 1), Relu, ConvTranspose2d(3, Kernel = 2, Stride = 2), Upsample(2), GlobalAvgPool, Linear(2)]
[Loss(LossKind.MeanSquaredError)]
internal sealed partial class UpsampledConvolutions;

[Network, Input(2, 6, 6)]
[GmnmConv2d(3, Components = 5, Kernel = 3), GroupNorm(3), Relu, Flatten, Linear(2), Loss(LossKind.MeanSquaredError)]
internal sealed partial class GaussianConvolution;

[Network, Input(6)]
[Embedding(5, 8), SinusoidalPosition, MultiHeadAttention(2), LayerNorm, TransformerBlock(2, Hidden = 12), Flatten, Linear(2)]
[Loss(LossKind.MeanSquaredError)]
internal sealed partial class TokenEncoder;
