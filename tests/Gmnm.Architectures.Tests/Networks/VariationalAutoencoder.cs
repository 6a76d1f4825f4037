namespace Gmnm.Architectures;

/// <summary>A variational autoencoder; the noise of the reparametrisation is an input. Kingma and Welling, arXiv 1312.6114.</summary>
[Network]
public sealed partial class VariationalAutoencoder
{
    [Linear(32), Tanh, Linear(8)]
    private partial SymbolicTensor Encode(SymbolicTensor x);

    [Linear(32), Tanh, Linear(16)]
    private partial SymbolicTensor Decode(SymbolicTensor code);

    private (SymbolicTensor Reconstruction, SymbolicTensor Mean, SymbolicTensor LogVariance) Forward(
        [Shape(16)] SymbolicTensor data, [Shape(4)] SymbolicTensor noise)
    {
        var code = Encode(data);
        var (mean, logVariance) = (code[..4], code[4..]);
        return (Decode(mean + (logVariance * 0.5f).Exp() * noise), mean, logVariance);
    }

    [Loss]
    private SymbolicTensor EvidenceBound(SymbolicTensor data, SymbolicTensor noise)
    {
        var (reconstruction, mean, logVariance) = Forward(data, noise);
        var divergence = (mean.Square() + logVariance.Exp() - logVariance - 1).Sum() * 0.5f;
        return (reconstruction - data).Square().Sum() + divergence;
    }
}

/// <summary>A variational autoencoder of Gaussian mixtures.</summary>
[Network]
public sealed partial class GmnmVariationalAutoencoder
{
    [Gmnm(8, Components = 32)]
    private partial SymbolicTensor Encode(SymbolicTensor x);

    [Gmnm(16, Components = 32)]
    private partial SymbolicTensor Decode(SymbolicTensor code);

    private (SymbolicTensor Reconstruction, SymbolicTensor Mean, SymbolicTensor LogVariance) Forward(
        [Shape(16)] SymbolicTensor data, [Shape(4)] SymbolicTensor noise)
    {
        var code = Encode(data);
        var (mean, logVariance) = (code[..4], code[4..]);
        return (Decode(mean + (logVariance * 0.5f).Exp() * noise), mean, logVariance);
    }

    [Loss]
    private SymbolicTensor EvidenceBound(SymbolicTensor data, SymbolicTensor noise)
    {
        var (reconstruction, mean, logVariance) = Forward(data, noise);
        var divergence = (mean.Square() + logVariance.Exp() - logVariance - 1).Sum() * 0.5f;
        return (reconstruction - data).Square().Sum() + divergence;
    }
}
