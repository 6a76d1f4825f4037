namespace Gmnm.Architectures;

/// <summary>A stacked bidirectional LSTM that classifies sequences.</summary>
[Network, Input(12, 4)]
[Lstm(16, Layers = 2, Bidirectional = true, Last = true)]
[Linear(3), Loss(LossKind.CrossEntropy)]
public sealed partial class BidirectionalLstm;

/// <summary>Two recurrent layers whose candidate cells are Gaussian mixtures, and a mixture as the head.</summary>
[Network, Input(12, 4)]
[GmnmLstm(12, Components = 16), GmnmLstm(12, Components = 16, Last = true)]
[Gmnm(3, Components = 16), Loss(LossKind.CrossEntropy)]
public sealed partial class GmnmRecurrent;
