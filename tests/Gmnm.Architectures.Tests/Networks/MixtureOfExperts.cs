namespace Gmnm.Architectures;

/// <summary>Four experts of which each sample goes to the one that the gate prefers. Shazeer et al., arXiv 1701.06538.</summary>
[Network, Loss(LossKind.MeanSquaredError)]
public sealed partial class MixtureOfExperts
{
    [Linear(4), Softmax]
    private partial SymbolicTensor Gate(SymbolicTensor x);

    [Linear(16), Relu, Linear(2)]
    private partial SymbolicTensor Expert1(SymbolicTensor x);

    [Linear(16), Relu, Linear(2)]
    private partial SymbolicTensor Expert2(SymbolicTensor x);

    [Linear(16), Relu, Linear(2)]
    private partial SymbolicTensor Expert3(SymbolicTensor x);

    [Linear(16), Relu, Linear(2)]
    private partial SymbolicTensor Expert4(SymbolicTensor x);

    private SymbolicTensor Forward([Shape(3)] SymbolicTensor x) =>
        Routing.Choose(Gate(x), Expert1(x), Expert2(x), Expert3(x), Expert4(x));
}

/// <summary>The same with Gaussian mixtures: the experts and the gate.</summary>
[Network, Loss(LossKind.MeanSquaredError)]
public sealed partial class GmnmMixtureOfExperts
{
    [Gmnm(4, Components = 8), Softmax]
    private partial SymbolicTensor Gate(SymbolicTensor x);

    [Gmnm(2, Components = 16)]
    private partial SymbolicTensor Expert1(SymbolicTensor x);

    [Gmnm(2, Components = 16)]
    private partial SymbolicTensor Expert2(SymbolicTensor x);

    [Gmnm(2, Components = 16)]
    private partial SymbolicTensor Expert3(SymbolicTensor x);

    [Gmnm(2, Components = 16)]
    private partial SymbolicTensor Expert4(SymbolicTensor x);

    private SymbolicTensor Forward([Shape(3)] SymbolicTensor x) =>
        Routing.Choose(Gate(x), Expert1(x), Expert2(x), Expert3(x), Expert4(x));
}

/// <summary>Sends each sample to one expert.</summary>
internal static class Routing
{
    /// <summary>The expert of the greatest gate, times that gate, through which the gates learn.</summary>
    public static SymbolicTensor Choose(SymbolicTensor gates, params SymbolicTensor[] experts)
    {
        var chosen = SymbolicTensor.Where(gates >= gates.Max(0, keepAxis: true), gates, 0);
        SymbolicTensor sum = 0;
        for (var expert = 0; expert < experts.Length; expert++)
        {
            sum += experts[expert] * chosen[expert..(expert + 1)];
        }

        return sum;
    }
}
