namespace Gmnm.Benchmarks.Networks;

/// <summary>The perceptron of the other benchmarks, with a loss.</summary>
[Network, Input(784)]
[Linear(128), Relu, Linear(10), Loss(LossKind.CrossEntropy)]
internal sealed partial class DigitClassifier;
