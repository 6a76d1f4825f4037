using Gmnm.Generators.Declaration;
using Gmnm.Generators.Differentiation;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Lowering;
using Gmnm.Generators.Shapes;
using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>What a network must compute, in double precision, from its graph before any pass.</summary>
internal sealed class NetworkOracle
{
    /// <summary>Results near a kink may rightly fall on either side of it in single precision.</summary>
    private const double KinkMargin = 2e-5;

    private const int Draws = 100;

    private readonly NetworkDeclaration _network;
    private readonly ComputationGraph _inference;
    private readonly ComputationGraph _forward;
    private readonly ComputationGraph _training;
    private readonly ComputationGraph _loss;
    private readonly int _seed;
    private readonly Dictionary<int, Bindings?> _draws = [];

    public NetworkOracle(NetworkDeclaration network, int seed)
    {
        (_network, _seed) = (network, seed);
        _inference = DerivativeExpansion.Run(NetworkLowering.Inference(network));
        _forward = DerivativeExpansion.Run(NetworkLowering.Training(network, network.Loss!));
        _training = ReverseMode.Differentiate(_forward);
        _loss = DerivativeExpansion.Run(NetworkLowering.Loss(network, network.Loss!));
    }

    public Shape OutputShape => _inference[_inference.Outputs.Single().Node].Shape;

    /// <summary>Values at which single and double precision take the same branches.</summary>
    public Bindings Draw(int batch) =>
        TryDraw(batch) ?? throw new InvalidOperationException($"{_network.Name}: every one of {Draws} batches of {batch} is at a kink.");

    /// <summary>The same; null where none was found: large batches of networks with many kinks are always at one.</summary>
    public Bindings? TryDraw(int batch)
    {
        if (!_draws.TryGetValue(batch, out var draw))
        {
            draw = Enumerable.Range(0, Draws)
                .Select(attempt => NetworkData.Draw(_network, batch, _seed + (1000 * attempt)))
                .FirstOrDefault(bindings => Kinks.Distance(_forward, bindings) > KinkMargin);
            _draws.Add(batch, draw);
        }

        return draw;
    }

    public double[] Predict(Bindings bindings) => Interpreter.Run(_inference, bindings).Prediction!;

    /// <summary>The mean loss of the predictions, without dropout.</summary>
    public double Loss(Bindings bindings) => Interpreter.Run(
        _loss, LossReach.IsOutputsAlone(_network, _network.Loss!) ? bindings with { Input = Predict(bindings) } : bindings).Loss!.Value;

    public GraphResults ForwardBackward(Bindings bindings) => Interpreter.Run(_training, bindings);
}
