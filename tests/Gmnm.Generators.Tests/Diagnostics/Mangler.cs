using Microsoft.CodeAnalysis.CSharp;

namespace Gmnm.Generators.Tests.Diagnostics;

/// <summary>Damages declarations at random, by the token, as typing and pasting does.</summary>
/// <param name="random">Seeded, so that a failure repeats.</param>
internal sealed class Mangler(Random random)
{
    private static readonly string[] s_declarations =
    [
        "[Network, Input(8), Linear(32), Relu, Linear(10), Loss(LossKind.CrossEntropy, LabelSmoothing = 0.1)] public partial class Net;",
        "[Network, Input(1, 4, 4), Flatten, Gmnm(6, Components = 5, Projections = 2), LayerNorm, Linear(3)] public partial class Net { }",
        "[Network] [Input(6)] [Gmnm(4, Aggregation = Aggregation.Diagonal, Bias = false), Gelu] [Linear(4), Loss(LossKind.Huber, Delta = 2)] internal partial class Net;",
        "[Network, Input(12), Reshape(3, -1), LayerNorm(Epsilon = 0.001, Affine = false), Softmax, Flatten, Dropout(0.5), Linear(units: 2, Bias = false)] public sealed partial class Net { public int Size => 3; }",
        "[Network, Input(5), Gmnm(4, Components = 3, Aggregation = Aggregation.Quadratic, Name = \"mix\"), Silu, Tanh, Softplus, Linear(6), Loss(LossKind.GaussianNegativeLogLikelihood)] public partial class Net : System.IDisposable { public void Dispose() { } }",
        "[Network, Input(7), Gmnm(4, Components = 3, Projections = 3, Aggregation = Aggregation.Sum), Gaussian, LeakyRelu(NegativeSlope = 0.2), Sigmoid, Linear(2), Loss(LossKind.BinaryCrossEntropy)] public partial class Net; public partial class Net { private int _count; public int Count() => _count++; }",
        "[Network, Input(3, 5), Gmnm(4, Components = 3, Aggregation = Aggregation.Isotropic), Linear(2), Loss(LossKind.MeanAbsoluteError)] public partial class Net;",
        "[Network, Loss(LossKind.Huber)] public partial class Net { [Linear(4), Relu] private partial SymbolicTensor Head(SymbolicTensor x); private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) { var h = Head(x); for (var i = 0; i < 3; i++) { h = h * i + Head(2 * x).Tanh(); } return h; } }",
        "[Network] public partial class Net { [Linear(4)] private partial SymbolicTensor Head(SymbolicTensor x); private (SymbolicTensor A, SymbolicTensor B) Forward([Shape(4, 3)] SymbolicTensor x, [Shape(3)] SymbolicTensor y) { var (a, b) = x[1.., ^2..].Split(1, 2); SymbolicTensor[] all = [a, b, Twice(a)]; foreach (var part in all) { y += part.Sum(); } return (Head(y), SymbolicTensor.Concat(-1, all)); } private static SymbolicTensor Twice(SymbolicTensor x, double factor = 2) => factor > 1 ? factor * x : x.Exp(); [Loss] private SymbolicTensor Error(SymbolicTensor x, SymbolicTensor y, [Shape(4)] SymbolicTensor target) => (Forward(x, y).A - target).Square(); }",
        "[Block] public partial class Mix { [Linear(6)] private partial SymbolicTensor Weight(SymbolicTensor x); private SymbolicTensor Forward(SymbolicTensor x) => x + Weight(x).Softmax(-1).Mean(0, keepAxis: true); } [Block, Linear(6), Residual(1), Use<Mix>(Name = \"mix\")] public class Stage; [Network, Input(6), Use<Stage>(Repeat = 2), Use<Mix>(SharedWeights = true, Frozen = true), Linear(3)] public partial class Net;",
    ];

    private static readonly string[] s_words =
    [
        "0", "-1", "1", "2", "3", "7", "64", "65536", "2147483647", "-2147483648", "4294967296", "0.5", "1e300", "1e-300", "double.NaN",
        "null", "default", "\"\"", "\"x\"", "true", "typeof(int)", "new[] { 1, 2 }", "(LossKind)9", "Units", "Name", "Linear", "Gmnm", "Input",
        "Network", "Relu", "Dropout", "Reshape", "Flatten", "Loss", "LossKind", "Aggregation", "Predict", "Parameters", "Linear1", "static",
        "partial", "record", "struct", "abstract", "<T>", "(int x)", "[", "]", "(", ")", "{", "}", ",", ";", "=", ".", "#if", "/*", "\n//",
        "SymbolicTensor", "Forward", "Head", "x", "h", "Use", "<Mix>", "Block", "Shape(4)", "private", "return", "var", "for", "if", "null", "!", "^1", "..", "=>",
        "+", "+=", "x.Exp()", "x[0]", "Reshape(2, -1)", "MatMul(x)", "Split(0, 2)", "Residual(1)", "while", "async", "ref", "this", "default!",
    ];

    /// <summary>The next damaged declaration.</summary>
    public string Next()
    {
        var source = s_declarations[random.Next(s_declarations.Length)];
        var tokens = SyntaxFactory.ParseTokens(source).Select(static token => token.ToFullString()).Where(static text => text.Length > 0).ToList();
        for (var count = random.Next(1, 5); count > 0 && tokens.Count > 1; count--)
        {
            Damage(tokens);
        }

        return string.Concat(tokens);
    }

    private void Damage(List<string> tokens)
    {
        var (place, other) = (random.Next(tokens.Count), random.Next(tokens.Count));
        switch (random.Next(6))
        {
            case 0:
                tokens.RemoveAt(place);
                break;
            case 1:
                tokens.Insert(place, tokens[other]);
                break;
            case 2:
                (tokens[place], tokens[other]) = (tokens[other], tokens[place]);
                break;
            case 3:
                tokens.Insert(place, Word());
                break;
            case 4:
                tokens[place] = Word();
                break;
            default:
                ReplaceNumber(tokens);
                break;
        }
    }

    /// <summary>Wrong numbers alone leave a declaration that reaches the later phases.</summary>
    private void ReplaceNumber(List<string> tokens)
    {
        int[] numbers = [.. Enumerable.Range(0, tokens.Count).Where(index => char.IsAsciiDigit(tokens[index][0]))];
        if (numbers.Length > 0)
        {
            tokens[numbers[random.Next(numbers.Length)]] = $"{random.Next(-1, 20)}";
        }
    }

    private string Word() => s_words[random.Next(s_words.Length)] + " ";
}
