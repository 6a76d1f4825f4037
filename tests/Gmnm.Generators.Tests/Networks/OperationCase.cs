namespace Gmnm.Generators.Tests.Networks;

/// <summary>A network whose output is one expression of operations, and what it means in plain C#.</summary>
/// <param name="Name">Name of the class.</param>
/// <param name="Shape">Shape of x in one sample.</param>
/// <param name="Result">The expression of x; statements before the last expression end with a semicolon.</param>
/// <param name="Plain">The output of one sample x, both row-major.</param>
internal sealed record OperationCase(string Name, int[] Shape, string Result, Func<double[], IEnumerable<double>> Plain)
{
    /// <summary>
    /// The class. A linear layer of the innermost axis makes x, so that each operation has gradients to pass on; with the
    /// identity as its weight x is the input.
    /// </summary>
    public string Source
    {
        get
        {
            var end = Result.LastIndexOf(';') + 1;
            return $$"""

                /// <summary>A test network.</summary>
                [Network, Loss(LossKind.MeanSquaredError)]
                public partial class {{Name}}
                {
                    [Linear({{Shape[^1]}})] private partial SymbolicTensor Mix(SymbolicTensor input);

                    private SymbolicTensor Forward([Shape({{string.Join(", ", Shape)}})] SymbolicTensor input)
                    {
                        var x = Mix(input);
                        {{Result[..end]}}
                        return {{Result[end..]}};
                    }
                }

                """;
        }
    }

    public override string ToString() => Name;
}
