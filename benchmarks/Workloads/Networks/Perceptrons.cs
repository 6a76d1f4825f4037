namespace Gmnm.Benchmarks.Networks;

[Network, Input(16)]
[Linear(32), Relu, Linear(32), Relu, Linear(4)]
internal sealed partial class SmallPerceptron;

[Network, Input(784)]
[Linear(10)]
internal sealed partial class LinearClassifier;

[Network, Input(784)]
[Linear(128), Relu, Linear(10)]
internal sealed partial class DigitPerceptron;

[Network, Input(256)]
[Linear(256), Relu, Linear(256), Relu, Linear(10)]
internal sealed partial class DeepPerceptron;
