namespace Gmnm.Generators.Tests.Parsing;

/// <summary>Every word of the symbolic tensor is read as its operation.</summary>
public class TensorWordTests
{
    [Theory]
    [InlineData("x + y", "Add(x, y)")]
    [InlineData("x - y", "Subtract(x, y)")]
    [InlineData("x * y", "Multiply(x, y)")]
    [InlineData("x / y", "Divide(x, y)")]
    [InlineData("-x", "Negate(x)")]
    [InlineData("x > y", "Greater(x, y)")]
    [InlineData("x < y", "Less(x, y)")]
    [InlineData("x >= y", "GreaterOrEqual(x, y)")]
    [InlineData("x <= y", "LessOrEqual(x, y)")]
    [InlineData("SymbolicTensor.Where(x, y, x)", "Where(x, y, x)")]
    [InlineData("SymbolicTensor.Where(whenFalse: x, condition: y, whenTrue: x)", "Where(y, x, x)")]
    [InlineData("SymbolicTensor.Minimum(x, y)", "Minimum(x, y)")]
    [InlineData("SymbolicTensor.Maximum(x, y)", "Maximum(x, y)")]
    [InlineData("x.Exp()", "Exp(x)")]
    [InlineData("x.Log()", "Log(x)")]
    [InlineData("x.Sqrt()", "Sqrt(x)")]
    [InlineData("x.Square()", "Square(x)")]
    [InlineData("x.Abs()", "Abs(x)")]
    [InlineData("x.Pow(3)", "Pow<3>(x)")]
    [InlineData("x.Clamp(-1, 2.5)", "Clamp<-1, 2.5>(x)")]
    [InlineData("x.Clamp(high: 2, low: -1)", "Clamp<-1, 2>(x)")]
    [InlineData("x.Sin()", "Sin(x)")]
    [InlineData("x.Cos()", "Cos(x)")]
    [InlineData("x.Erf()", "Erf(x)")]
    [InlineData("x.Relu()", "Relu(x)")]
    [InlineData("x.LeakyRelu()", "LeakyRelu<0.01>(x)")]
    [InlineData("x.LeakyRelu(0.2)", "LeakyRelu<0.2>(x)")]
    [InlineData("x.Gelu()", "Gelu(x)")]
    [InlineData("x.Silu()", "Silu(x)")]
    [InlineData("x.Tanh()", "Tanh(x)")]
    [InlineData("x.Sigmoid()", "Sigmoid(x)")]
    [InlineData("x.Softplus()", "Softplus(x)")]
    [InlineData("x.Gaussian()", "Gaussian(x)")]
    [InlineData("x.Softmax()", "Softmax<-1>(x)")]
    [InlineData("x.Softmax(0)", "Softmax<0>(x)")]
    [InlineData("x.Sum()", "Sum<all>(x)")]
    [InlineData("x.Sum(1)", "Sum<1>(x)")]
    [InlineData("x.Sum(-1, keepAxis: true)", "Sum<-1, keep>(x)")]
    [InlineData("x.Mean()", "Mean<all>(x)")]
    [InlineData("x.Mean(0)", "Mean<0>(x)")]
    [InlineData("x.Max()", "Max<all>(x)")]
    [InlineData("x.Max(0, true)", "Max<0, keep>(x)")]
    [InlineData("x.Variance()", "Variance<all>(x)")]
    [InlineData("x.Variance(0)", "Variance<0>(x)")]
    [InlineData("x.LogSumExp()", "LogSumExp<all>(x)")]
    [InlineData("x.LogSumExp(0)", "LogSumExp<0>(x)")]
    [InlineData("x.MatMul(y)", "MatMul(x, y)")]
    [InlineData("SymbolicTensor.Concat(-1, x, y, x)", "Concat<-1>(x, y, x)")]
    [InlineData("SymbolicTensor.Concat(0, [x, y])", "Concat<0>(x, y)")]
    [InlineData("x.Split(1, 4)[2]", "Split<1, 2 of 4>(x)")]
    [InlineData("x.Slice(1, 2, 2)", "Slice<1, 2, 2>(x)")]
    [InlineData("x[0]", "Index<0>(x)")]
    [InlineData("x[^1]", "Index<^1>(x)")]
    [InlineData("x[1..3]", "Index<1..3>(x)")]
    [InlineData("x[.., ^2..]", "Index<0..^0, ^2..^0>(x)")]
    [InlineData("x[2, ..^1]", "Index<2, 0..^1>(x)")]
    [InlineData("x[System.Index.FromEnd(1)]", null)]
    [InlineData("x.Last()", "Index<^1>(x)")]
    [InlineData("x.Transpose()", "Transpose(x)")]
    [InlineData("x.Permute(1, 0)", "Permute<1, 0>(x)")]
    [InlineData("x.Reshape(2, -1)", "Reshape<2, -1>(x)")]
    [InlineData("x.Reshape([4, 4])", "Reshape<4, 4>(x)")]
    [InlineData("x.Flatten()", "Flatten(x)")]
    [InlineData("x.StopGradient()", "StopGradient(x)")]
    [InlineData("x.Gradient(y)", "Gradient(x, y)")]
    [InlineData("x.Laplacian(y)", "Laplacian(x, y)")]
    public void IsRead(string expression, string? operation)
    {
        var source = "using Gmnm;\n[Network] public partial class Net { private SymbolicTensor Forward([Shape(4, 4)] SymbolicTensor x, [Shape(4, 4)] SymbolicTensor y) { var z = "
            + expression + "; return z; } }";
        if (operation is null)
        {
            Assert.Equal("GMNM0053", Assert.Single(Harness.GeneratorHarness.Run(source).Diagnostics).Id);
            return;
        }

        Assert.Equal(
            $"input x [4, 4]\ninput y [4, 4]\nz = {operation}\noutput output = z",
            DeclarationText.Of(Parsed.Network(source[11..])));
    }

    /// <summary>What the attributes offer is in the table above.</summary>
    [Fact]
    public void NoMethodIsForgotten()
    {
        var tested = typeof(TensorWordTests).GetMethod(nameof(IsRead))!.GetCustomAttributesData()
            .Where(static data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(static data => string.Join(' ', ((IEnumerable<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!).Select(static argument => argument.Value)))
            .ToArray();
        var methods = typeof(SymbolicTensor).GetMethods()
            .Where(static method => method.DeclaringType == typeof(SymbolicTensor) && !method.IsSpecialName)
            .Select(static method => method.Name)
            .Distinct();
        Assert.All(methods, method => Assert.Contains(tested, line => line.Contains($".{method}(", StringComparison.Ordinal)));
    }
}
