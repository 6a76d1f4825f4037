namespace Gmnm.Generators.Tests.Networks;

/// <summary>Networks u with their slope and curvature as outputs and in the loss: every smooth layer.</summary>
internal static class InputDerivativeCases
{
    private static readonly (string Name, string Shape, string Layers)[] s_cases =
    [
        ("Bends", "3", "Linear(4), Tanh, Linear(4), Sigmoid, Linear(4), Softplus"),
        ("Densities", "3", "Linear(4), Gelu, Linear(4), Silu, Linear(4), Gaussian"),
        ("Shares", "3", "Linear(4), Softmax"),
        ("GmnmNorm", "3", "Gmnm(2, Components = 5, Projections = 2), Gmnm(2, Components = 4)"),
        ("GmnmSum", "3", "Gmnm(2, Components = 5, Projections = 2, Aggregation = Aggregation.Sum)"),
        ("GmnmQuadratic", "3", "Gmnm(2, Components = 5, Projections = 2, Aggregation = Aggregation.Quadratic)"),
        ("GmnmDiagonal", "3", "Gmnm(2, Components = 5, Aggregation = Aggregation.Diagonal)"),
        ("GmnmIsotropic", "3", "Gmnm(2, Components = 5, Aggregation = Aggregation.Isotropic)"),
        ("Rows", "2, 3", "Linear(3), LayerNorm(Epsilon = 0.1), Linear(3), RmsNorm(Epsilon = 0.1)"),
        ("Channels", "2, 3", "BatchNorm, Linear(2), GroupNorm(1, Epsilon = 0.1), Linear(3), InstanceNorm(Epsilon = 0.1)"),
        ("Places", "2, 2", "LearnedPosition, SinusoidalPosition, RotaryPosition, Tanh"),
        ("Lines", "1, 5", "Conv1d(2), Tanh, Upsample(2), AvgPool1d(2)"),
        ("Images", "1, 3, 3", "Conv2d(2, Kernel = 2), Tanh, DepthwiseConv2d(Kernel = 2), ConvTranspose2d(1), Tanh, AvgPool2d(2)"),
        ("Enlarged", "1, 2, 2", "Linear(2), Upsample(2, Mode = UpsampleMode.Bilinear), Tanh, GlobalAvgPool"),
        ("GaussianImages", "1, 3, 3", "GmnmConv2d(2, Components = 3, Kernel = 2)"),
        ("Lstm", "2, 2", "Lstm(2)"),
        ("Gru", "2, 2", "Gru(2, Bidirectional = true)"),
        ("GmnmLstm", "2, 2", "GmnmLstm(2, Components = 3, Gates = true)"),
        ("Attention", "2, 4", "MultiHeadAttention(2, Causal = true, Rotary = true)"),
        ("GmnmAttention", "2, 2", "GmnmAttention(1)"),
        ("GmnmAttentionNotNormalised", "2, 2", "GmnmAttention(1, Normalize = false)"),
        ("Block", "2, 3", "TransformerBlock(1, Hidden = 3)"),
        ("GmnmBlock", "2, 3", "TransformerBlock(1, Components = 3)"),
    ];

    public static IEnumerable<string> Names => s_cases.Select(static entry => entry.Name);

    public static string Source { get; } = SourceOf(Names);

    /// <summary>Some of them.</summary>
    public static string SourceOf(IEnumerable<string> names) => "namespace Derived;\n" + string.Concat(s_cases.Where(entry => names.Contains(entry.Name)).Select(static entry => $$"""
        /// <summary>A test network.</summary>
        [Network]
        public partial class {{entry.Name}}
        {
            [{{entry.Layers}}] private partial SymbolicTensor U(SymbolicTensor x);

            private (SymbolicTensor Value, SymbolicTensor Slope, SymbolicTensor Curvature) Forward([Shape({{entry.Shape}})] SymbolicTensor x)
            {
                // Sums of shares would be constant.
                var u = (U(x) * 2).Sin().Mean();
                return (u, u.Gradient(x), u.Laplacian(x));
            }

            [Loss]
            private SymbolicTensor Error(SymbolicTensor x, [Shape(1)] SymbolicTensor source)
            {
                var (u, slope, curvature) = Forward(x);
                return (curvature - source).Square() + slope.Square().Sum() + u;
            }
        }

        """));
}
