namespace Gmnm.Architectures;

/// <summary>
/// An encoder reads the source; a decoder, trained with the true previous values, writes the target. The last state of the
/// encoder is added to every input of the decoder.
/// </summary>
[Network, Loss(LossKind.MeanSquaredError)]
public sealed partial class SequenceToSequence
{
    [Gru(16, Last = true)]
    private partial SymbolicTensor Encode(SymbolicTensor source);

    [Linear(16)]
    private partial SymbolicTensor Embed(SymbolicTensor previous);

    [Gru(16)]
    private partial SymbolicTensor Decode(SymbolicTensor x);

    [Linear(2)]
    private partial SymbolicTensor Head(SymbolicTensor h);

    private SymbolicTensor Forward([Shape(10, 2)] SymbolicTensor source, [Shape(6, 2)] SymbolicTensor previous)
    {
        var context = Encode(source).Reshape(1, 16);
        return Head(Decode(Embed(previous) + context));
    }
}

/// <summary>The same with Gaussian mixtures: recurrent cells and head.</summary>
[Network, Loss(LossKind.MeanSquaredError)]
public sealed partial class GmnmSequenceToSequence
{
    [GmnmLstm(16, Components = 16, Last = true)]
    private partial SymbolicTensor Encode(SymbolicTensor source);

    [Linear(16)]
    private partial SymbolicTensor Embed(SymbolicTensor previous);

    [GmnmLstm(16, Components = 16)]
    private partial SymbolicTensor Decode(SymbolicTensor x);

    [Gmnm(2, Components = 24)]
    private partial SymbolicTensor Head(SymbolicTensor h);

    private SymbolicTensor Forward([Shape(10, 2)] SymbolicTensor source, [Shape(6, 2)] SymbolicTensor previous) =>
        Head(Decode(Embed(previous) + Encode(source).Reshape(1, 16)));
}
