using Gmnm.Generators.Declaration;
using Gmnm.Generators.Tests.Parsing;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Graphs at the edge of what makes sense: generated code against the interpreter.</summary>
public sealed class UnusualGraphTests
{
    private const string Source = """
        namespace Unusual;
        /// <summary>One value is two outputs, another is the input, and one is a number.</summary>
        [Network]
        public partial class Outputs
        {
            [Linear(3)] private partial SymbolicTensor Head(SymbolicTensor x);

            private (SymbolicTensor A, SymbolicTensor B, SymbolicTensor Copy, SymbolicTensor One) Forward([Shape(2, 2)] SymbolicTensor x)
            {
                var h = Head(x);
                return (h, h, x, 1);
            }

            [Loss]
            private SymbolicTensor Error(SymbolicTensor x, [Shape(3)] SymbolicTensor target)
            {
                var (a, b, copy, one) = Forward(x);
                return (a - target).Square().Sum() + b.Mean() * copy.Sum() * one;
            }
        }
        /// <summary>Neither the second input nor the second target is used.</summary>
        [Network]
        public partial class Unused
        {
            [Linear(2)] private partial SymbolicTensor Head(SymbolicTensor x);

            private SymbolicTensor Forward([Shape(3)] SymbolicTensor x, [Shape(2)] SymbolicTensor y) => Head(x);

            [Loss] private SymbolicTensor Error(SymbolicTensor x, SymbolicTensor y, [Shape(2)] SymbolicTensor target, [Shape(4)] SymbolicTensor other) => (Forward(x, y) - target).Square();
        }
        /// <summary>Nothing to train.</summary>
        [Network, Loss(LossKind.MeanSquaredError)]
        public partial class Parameterless
        {
            private SymbolicTensor Forward([Shape(3, 2)] SymbolicTensor x) => x.Softmax(0) * x.Tanh();
        }
        /// <summary>A loss of the targets and the input of which no layer is part.</summary>
        [Network]
        public partial class Detached
        {
            [Linear(2)] private partial SymbolicTensor Head(SymbolicTensor x);

            private SymbolicTensor Forward([Shape(3)] SymbolicTensor x) => Head(x);

            [Loss] private SymbolicTensor Error(SymbolicTensor x, [Shape(3)] SymbolicTensor target) => (x - target).Square() + 0 * Forward(x).StopGradient().Sum();
        }
        /// <summary>A number compared with itself: as declared, and in the gradient of the greatest of one.</summary>
        [Network, Loss(LossKind.MeanSquaredError)]
        public partial class Same
        {
            [Linear(2)] private partial SymbolicTensor Head(SymbolicTensor x);

            private SymbolicTensor Forward([Shape(3)] SymbolicTensor x)
            {
                var h = Head(x);
                var sum = h.Sum();
                return h * sum.Max(0) + (h.Sum() > sum);
            }
        }
        """;

    private static readonly Lazy<GeneratedAssembly> s_assembly = new(static () => new GeneratedAssembly("using Gmnm;\n" + Source, "Unusual"));

    private static readonly Lazy<IReadOnlyList<NetworkDeclaration>> s_networks = new(static () => Parsed.Networks(Source));

    [Theory]
    [InlineData("Outputs")]
    [InlineData("Unused")]
    [InlineData("Parameterless")]
    [InlineData("Detached")]
    [InlineData("Same")]
    public void GeneratedCodeAgrees(string name)
    {
        var check = new NetworkCheck(s_networks.Value.Single(network => network.Name == name), s_assembly.Value.Create(name), seed: 1);
        check.Predictions(1, 17, 300);
        check.Loss(300);
        check.Training(1);
        check.Training(64);
        check.Allocations(17);
    }
}
