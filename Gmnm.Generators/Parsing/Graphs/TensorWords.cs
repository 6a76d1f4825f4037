using Gmnm.Generators.Declaration;
using Gmnm.Generators.Declaration.Operations;
using Microsoft.CodeAnalysis.Operations;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>From each operator and method of the symbolic tensor to its operation.</summary>
internal static class TensorWords
{
    public static Operation Negate { get; } = new UnaryOperation(UnaryKind.Negate);

    /// <summary>The operation of an operator between two tensors; null where there is none.</summary>
    public static Operation? Binary(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => new BinaryOperation(BinaryKind.Add),
        BinaryOperatorKind.Subtract => new BinaryOperation(BinaryKind.Subtract),
        BinaryOperatorKind.Multiply => new BinaryOperation(BinaryKind.Multiply),
        BinaryOperatorKind.Divide => new BinaryOperation(BinaryKind.Divide),
        BinaryOperatorKind.GreaterThan => new BinaryOperation(BinaryKind.Greater),
        BinaryOperatorKind.GreaterThanOrEqual => new BinaryOperation(BinaryKind.GreaterOrEqual),
        BinaryOperatorKind.LessThan => new BinaryOperation(BinaryKind.Less),
        BinaryOperatorKind.LessThanOrEqual => new BinaryOperation(BinaryKind.LessOrEqual),
        _ => null,
    };

    /// <summary>The operation of a method; null where there is none. <c>Split</c> has several results and is read apart.</summary>
    public static Operation? Read(string method, TensorArguments arguments) => method switch
    {
        "Exp" or "Log" or "Sqrt" or "Square" or "Abs" or "Sin" or "Cos" or "Erf" or "StopGradient" =>
            new UnaryOperation(Member<UnaryKind>(method)),
        "Relu" or "Gelu" or "Silu" or "Tanh" or "Sigmoid" or "Softplus" or "Gaussian" => new ActivationOperation(Member<Activation>(method), 0),
        "LeakyRelu" => new ActivationOperation(Activation.LeakyRelu, arguments.Number("slope")),
        "Minimum" or "Maximum" => new BinaryOperation(Member<BinaryKind>(method)),
        "Sum" or "Mean" or "Max" or "Variance" or "LogSumExp" => new ReduceOperation(
            Member<ReduceKind>(method), arguments.Has("axis") ? arguments.Integer("axis") : null, arguments.Flag("keepAxis")),
        "Where" => new WhereOperation(),
        "Pow" => new PowerOperation(arguments.Number("exponent")),
        "Clamp" => new ClampOperation(arguments.Number("low"), arguments.Number("high")),
        "Softmax" => new SoftmaxOperation(arguments.Integer("axis")),
        "MatMul" => new MatMulOperation(),
        "Concat" => new ConcatOperation(arguments.Integer("axis")),
        "Slice" => new SliceOperation(arguments.Integer("axis"), arguments.Integer("start"), arguments.Integer("length")),
        "Last" => new IndexOperation([AxisRange.At(1, fromEnd: true)]),
        "Transpose" => new TransposeOperation(),
        "Permute" => new PermuteOperation(arguments.Integers("axes")),
        "Reshape" => new ReshapeOperation(arguments.Integers("shape")),
        "Flatten" => new FlattenOperation(),
        "Gradient" => new GradientOperation(),
        "Laplacian" => new LaplacianOperation(),
        _ => null,
    };

    /// <summary>What a value is called that no variable holds: <c>add</c>, <c>exp</c>, <c>concat</c>.</summary>
    public static string NameOf(Operation operation)
    {
        var name = operation switch
        {
            BinaryOperation binary => binary.Kind.ToString(),
            UnaryOperation unary => unary.Kind.ToString(),
            ActivationOperation activation => activation.Activation.ToString(),
            ReduceOperation reduce => reduce.Kind.ToString(),
            _ => operation.GetType().Name.Replace(nameof(Operation), ""),
        };
        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    private static T Member<T>(string name)
        where T : struct, Enum => (T)Enum.Parse(typeof(T), name);
}
