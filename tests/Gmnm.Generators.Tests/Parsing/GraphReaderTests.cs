namespace Gmnm.Generators.Tests.Parsing;

/// <summary>How <c>Forward</c> is read: statements and expressions of C#.</summary>
public class GraphReaderTests
{
    [Fact]
    public void VariablesNameTheValues() => Check(
        "var h = Head(x); SymbolicTensor y = h.Exp(); return y + h;",
        "h = head(x)", "y = Exp(h)", "add = Add(y, h)", "output output = add");

    [Fact]
    public void AValueKeepsItsFirstVariable() => Check(
        "var skip = x; var h = Head(x); var same = h; return same;", "h = head(x)", "output output = h");

    [Fact]
    public void ReassignedVariablesAreNumbered() => Check(
        "x = x.Exp(); var h = Head(x); h += x; h = h * h; return h;",
        "x2 = Exp(x)", "h = head(x2)", "h2 = Add(h, x2)", "h3 = Multiply(h2, h2)", "output output = h3");

    [Fact]
    public void ALayerCalledTwiceSharesItsWeights()
    {
        var network = Read("return Head(Head(x));");
        Assert.Equal("head", Assert.Single(network.Layers).Name);
        Assert.Equal("input x [8]\nhead = head(x)\nhead2 = head(head)\noutput output = head2", DeclarationText.Of(network));
    }

    [Fact]
    public void NumbersBecomeConstants() => Check(
        "return 2 * Head(x) - 0.5f;",
        "constant = 2()", "head = head(x)", "multiply = Multiply(constant, head)", "constant2 = 0.5()", "subtract = Subtract(multiply, constant2)",
        "output output = subtract");

    [Fact]
    public void LoopsAreUnrolled() => Check(
        "var h = Head(x); for (var i = 0; i < 3; i++) { if (i % 2 == 1) { continue; } h = h.Pow(i + 2); } return h;",
        "h = head(x)", "h2 = Pow<2>(h)", "h3 = Pow<4>(h2)", "output output = h3");

    [Fact]
    public void BreakLeavesTheInnerLoop() => Check(
        "var h = Head(x); for (var i = 1; i <= 2; i++) { for (var j = 0; ; j++) { if (j == i) { break; } h = h.Pow(10 * i + j); } } return h;",
        "h = head(x)", "h2 = Pow<10>(h)", "h3 = Pow<20>(h2)", "h4 = Pow<21>(h3)", "output output = h4");

    [Fact]
    public void ReturnLeavesALoop() => Check(
        "for (var i = 0; i < 5; i++) { x = Head(x); if (i == 1) { return x; } } return -x;",
        "x2 = head(x)", "x3 = head(x2)", "output output = x3");

    [Fact]
    public void ForeachGoesOverTensorsAndNumbers() => Check(
        "var sum = x; foreach (var part in x.Split(0, 2)) { sum = sum + part; } foreach (var axis in new[] { 0, -1 }) { sum = sum.Softmax(axis); } return Head(sum);",
        "part = Split<0, 0 of 2>(x)", "part2 = Split<0, 1 of 2>(x)", "sum = Add(x, part)", "sum2 = Add(sum, part2)", "sum3 = Softmax<0>(sum2)", "sum4 = Softmax<-1>(sum3)",
        "head = head(sum4)", "output output = head");

    [Fact]
    public void ConditionsOnConstantsChoose() => Check(
        "var deep = true; var h = deep && !false ? Head(x) : x; if (deep && 1 + 1 == 3 || deep) { h = h.Tanh(); } else { h = h.Exp(); } return h;",
        "h = head(x)", "h2 = Tanh(h)", "output output = h2");

    [Fact]
    public void ArraysHoldTensors() => Check(
        "var parts = new SymbolicTensor[2]; for (var i = 0; i < parts.Length; i++) { parts[i] = Head(x[i..(i + 4)]); } SymbolicTensor[] all = [x, .. parts]; return SymbolicTensor.Concat(0, all[1..]) + all[^1];",
        "index = Index<0..4>(x)", "head = head(index)", "index2 = Index<1..5>(x)", "head2 = head(index2)", "concat = Concat<0>(head, head2)", "add = Add(concat, head2)", "output output = add");

    [Fact]
    public void TuplesAreTakenApart() => Check(
        "var (a, b) = x.Split(0, 2); (a, b) = (b, a); var pair = (First: a, Second: b); (var c, _) = pair; return Head(c + pair.Second + pair.Item1);",
        "a = Split<0, 0 of 2>(x)", "b = Split<0, 1 of 2>(x)", "add = Add(b, a)", "add2 = Add(add, b)", "head = head(add2)", "output output = head");

    [Fact]
    public void MethodsAreInlined() => CheckMembers(
        "private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => Scaled(Twice(x), factor: 3); "
        + "private SymbolicTensor Twice(SymbolicTensor y) { var h = Head(y); return Head(h); } "
        + "private static SymbolicTensor Scaled(SymbolicTensor z, double factor, bool square = true) => square ? (factor * z).Square() : z;",
        "h = head(x)", "head = head(h)", "constant = 3()", "multiply = Multiply(constant, head)", "square = Square(multiply)", "output output = square");

    [Fact]
    public void MethodsOfOtherClassesAndExtensionsAreInlined() => Assert.Equal(
        "input x [8]\nsigmoid = Sigmoid(x)\nmultiply = Multiply(x, sigmoid)\nhead = head(multiply)\noutput output = head",
        DeclarationText.Of(Parsed.Network(Net("private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => Head(x.Swish());")
            + " internal static class Activations { public static SymbolicTensor Swish(this SymbolicTensor x) => x * x.Sigmoid(); }")));

    [Fact]
    public void LocalFunctionsSeeTheVariablesAround() => Check(
        "var scale = 2; SymbolicTensor Scaled(SymbolicTensor h) { scale++; return scale * h; } return Head(Scaled(Scaled(x)));",
        "constant = 3()", "multiply = Multiply(constant, x)", "constant2 = 4()", "multiply2 = Multiply(constant2, multiply)", "head = head(multiply2)", "output output = head");

    [Fact]
    public void NullSaysThatATensorIsNotThere() => CheckMembers(
        "private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => Mix(x, null) + Mix(x, x); "
        + "private SymbolicTensor Mix(SymbolicTensor h, SymbolicTensor? other) { var source = other ?? h; return other is null ? Head(source) : other != null ? Head(h + source) : h; }",
        "head = head(x)", "add = Add(x, x)", "head2 = head(add)", "add2 = Add(head, head2)", "output output = add2");

    [Fact]
    public void ArithmeticIsThatOfCSharp() => Check(
        "var n = 7; n /= 2; var f = 1 / System.Math.Sqrt((4 * n) + 4); var d = (int)3.9 + n--; return f * x.Pow(d - n) + Head(x);",
        "constant = 0.25()", "power = Pow<4>(x)", "multiply = Multiply(constant, power)", "head = head(x)", "add = Add(multiply, head)", "output output = add");

    [Fact]
    public void StaticReadonlyFieldsAreRead() => CheckMembers(
        "private static readonly int[] s_axes = [0, -1]; private const double Half = 0.5; "
        + "private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) { foreach (var axis in s_axes) { x = x.Softmax(axis); } return Head(x).Pow(Half); }",
        "x2 = Softmax<0>(x)", "x3 = Softmax<-1>(x2)", "head = head(x3)", "power = Pow<0.5>(head)", "output output = power");

    [Fact]
    public void WhatNothingNeedsIsLeftOut() => Check("var unused = x.Exp(); var h = Head(x); h.Log(); return h;", "h = head(x)", "output output = h");

    [Fact]
    public void ForwardMayStandInAnotherPart()
    {
        var network = Parsed.Network(
            "[Network] public partial class Net { [Linear(4)] private partial SymbolicTensor Head(SymbolicTensor x); } "
            + "partial class Net { /* A comment. */ private SymbolicTensor Forward([Shape(2, 4)] SymbolicTensor x) => this.Head(x); public int Other => 3; }");
        Assert.Equal("input x [2, 4]\nhead = head(x)\noutput output = head", DeclarationText.Of(network));
    }

    [Fact]
    public void SeveralInputsAndOutputsHaveTheirNames() => Assert.Equal(
        "input query [4]\ninput key [5]\nmean = head(query)\nexp = Exp(key)\nspread = head(exp)\noutput Mean = mean\noutput Spread = spread",
        DeclarationText.Of(Parsed.Network(Net(
            "private (SymbolicTensor Mean, SymbolicTensor Spread) Forward([Shape(4)] SymbolicTensor query, [Shape(5)] SymbolicTensor key) "
            + "{ var (mean, spread) = (Head(query), Head(key.Exp())); return (mean, spread); }"))));

    [Fact]
    public void ALossMethodTakesInputsAndTargets() => Assert.Equal(
        "input x [8]\nhead = head(x)\noutput output = head\ntarget target [4]\nsubtract = Subtract(head, target)\nsquare = Square(subtract)\n"
        + "square2 = Square(x)\nmean = Mean<all>(square2)\nadd = Add(square, mean)\nloss add",
        DeclarationText.Of(Parsed.Network(Net(
            "private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => Head(x); "
            + "[Loss] private SymbolicTensor Error([Shape(4)] SymbolicTensor target, SymbolicTensor x) => (Forward(x) - target).Square() + x.Square().Mean();"))));

    private static Declaration.NetworkDeclaration Read(string statements) =>
        Parsed.Network(Net($"private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) {{ {statements} }}"));

    private static string Net(string members) =>
        $"[Network] public partial class Net {{ [Linear(4)] private partial SymbolicTensor Head(SymbolicTensor x); {members} }}";

    private static void Check(string statements, params string[] lines) =>
        Assert.Equal(string.Join('\n', ["input x [8]", .. lines]), DeclarationText.Of(Read(statements)));

    private static void CheckMembers(string members, params string[] lines) =>
        Assert.Equal(string.Join('\n', ["input x [8]", .. lines]), DeclarationText.Of(Parsed.Network(Net(members))));
}
