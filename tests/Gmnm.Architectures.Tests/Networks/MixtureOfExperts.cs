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

    [Gmnm(2, Components = 16)]
    private partial SymbolicTensor Expert4(SymbolicTensor x);

    private SymbolicTensor Forward([Shape(3)] SymbolicTensor x)
    {
        var gates = Gate(x);
        var chosen = SymbolicTensor.Where(gates >= gates.Max(0, keepAxis: true), gates, 0);
        SymbolicTensor[] experts = [Expert1(x), Expert2(x), Expert3(x), Expert4(x)];
        var sum = experts[0] * chosen[..1];
        for (var expert = 1; expert < 4; expert++)
        {
            sum += experts[expert] * chosen[expert..(expert + 1)];
        }

        return sum;
    }
}
