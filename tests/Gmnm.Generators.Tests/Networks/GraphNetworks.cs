namespace Gmnm.Generators.Tests.Networks;

/// <summary>Networks declared as graphs, each with a loss.</summary>
internal static class GraphNetworks
{
    public const string Source = """
        using Gmnm;

        namespace Declared;

        #pragma warning disable CS1591

        [Network, Loss(LossKind.MeanSquaredError)]
        public partial class SharedWeights
        {
            [Linear(6), Tanh] private partial SymbolicTensor Encode(SymbolicTensor x);
            [Gmnm(3, Components = 4, Projections = 2)] private partial SymbolicTensor Head(SymbolicTensor x);

            private SymbolicTensor Forward([Shape(6)] SymbolicTensor x)
            {
                var h = Encode(x);
                return Head(h + Encode(h));
            }
        }

        [Network]
        public partial class SeveralInputsAndOutputs
        {
            [Linear(4)] private partial SymbolicTensor Query(SymbolicTensor x);
            [Linear(4)] private partial SymbolicTensor Key(SymbolicTensor x);

            private (SymbolicTensor Mean, SymbolicTensor Scale) Forward([Shape(5)] SymbolicTensor query, [Shape(3, 2)] SymbolicTensor context)
            {
                var q = Query(query);
                var k = Key(context);
                return (q * k.Mean(0), k.Softplus() + 0.1);
            }

            [Loss]
            private SymbolicTensor Likelihood(SymbolicTensor context, SymbolicTensor query, [Shape(4)] SymbolicTensor target, [Shape(2)] SymbolicTensor weight)
            {
                var (mean, scale) = Forward(query, context);
                return ((mean - target) / scale).Square() * weight.Square().Sum() + scale.Log();
            }
        }

        [Network, Loss(LossKind.CrossEntropy)]
        public partial class SelfAttention
        {
            private const int Heads = 2;

            [Linear(24, Bias = false)] private partial SymbolicTensor Project(SymbolicTensor x);
            [LayerNorm, Linear(3)] private partial SymbolicTensor Head(SymbolicTensor x);

            private SymbolicTensor Forward([Shape(5, 8)] SymbolicTensor x) => Head(Attend(x).Flatten());

            private SymbolicTensor Attend(SymbolicTensor x)
            {
                var (q, k, v) = Project(x).Split(-1, 3);
                var heads = new SymbolicTensor[Heads];
                for (var head = 0; head < Heads; head++)
                {
                    var range = (4 * head)..(4 * (head + 1));
                    var score = q[.., range].MatMul(k[.., range].Transpose()) * (1 / System.Math.Sqrt(4));
                    heads[head] = score.Softmax().MatMul(v[.., range]);
                }

                return x + SymbolicTensor.Concat(-1, heads);
            }
        }

        [Block]
        public partial class Scaled
        {
            [Linear(6, Bias = false)] private partial SymbolicTensor Weight(SymbolicTensor x);

            private SymbolicTensor Forward(SymbolicTensor x)
            {
                var h = Weight(x);
                return x + h.Silu() / (h.Square().Mean(-1, keepAxis: true) + 1);
            }
        }

        [Block, Linear(6), Gelu, Residual(2), Use<Scaled>(Name = "scaled")]
        public class Stage;

        [Network, Input(6), Use<Stage>(Repeat = 3, Name = "stages"), Linear(2), Loss(LossKind.Huber)]
        public partial class RepeatedBlocks;

        [Network]
        public partial class SharedBlocks
        {
            [Use<Stage>(Repeat = 2, SharedWeights = true)] private partial SymbolicTensor Stages(SymbolicTensor x);
            [Use<Stage>(Frozen = true)] private partial SymbolicTensor Fixed(SymbolicTensor x);

            private SymbolicTensor Forward([Shape(6)] SymbolicTensor x) => Stages(Fixed(x));

            [Loss] private SymbolicTensor Error(SymbolicTensor x, [Shape(6)] SymbolicTensor target) => (Forward(x) - target).Abs();
        }

        [Network, Loss(LossKind.MeanSquaredError)]
        public partial class Recurrence
        {
            [Linear(5)] private partial SymbolicTensor Input(SymbolicTensor x);
            [Linear(5, Bias = false)] private partial SymbolicTensor State(SymbolicTensor h);

            private SymbolicTensor Forward([Shape(4, 3)] SymbolicTensor x)
            {
                SymbolicTensor? h = null;
                for (var step = 0; step < 4; step++)
                {
                    var next = Input(x[step]);
                    h = h is null ? next.Tanh() : (next + State(h)).Tanh();
                }

                return h!;
            }
        }

        [Network, Loss(LossKind.MeanSquaredError)]
        public partial class Words
        {
            [Linear(4)] private partial SymbolicTensor Mix(SymbolicTensor x);

            private SymbolicTensor Forward([Shape(2, 3, 4)] SymbolicTensor x, [Shape(4)] SymbolicTensor y)
            {
                var h = Mix(x.Permute(1, 0, 2).Reshape(6, -1)).Reshape(2, 3, 4);
                var large = SymbolicTensor.Where(h > y, h, 0.5 * y);
                var limits = SymbolicTensor.Minimum(large, 2) - SymbolicTensor.Maximum(h, -y);
                var rows = limits.LogSumExp(1) + limits.Max(1) + limits.Variance(1) + large.Clamp(-1, 1).Mean(1);
                var sines = (rows.Sin() * rows.Cos()).Erf() + rows.Abs().Sqrt();
                return SymbolicTensor.Concat(0, sines[^1], sines[..1].Flatten(), sines.Slice(1, 1, 2).Flatten(), h.Sum(), (h.Square() + 1).Log().Pow(1.5).Sum(1).Last());
            }
        }
        """;
}
