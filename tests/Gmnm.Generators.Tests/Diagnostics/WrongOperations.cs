namespace Gmnm.Generators.Tests.Diagnostics;

/// <summary>Wrong operations on tensors: shapes that do not fit, reported at the expression. In the order of the ids.</summary>
internal static class WrongOperations
{
    private const string Head = "[Linear(4)] private partial SymbolicTensor Head(SymbolicTensor x);";

    public static IReadOnlyList<WrongDeclaration> All { get; } =
    [
        Of("ReshapeOperationWithoutElements", "[Shape(8)]", "{|GMNM0017:x.Reshape(0, -1)|}"),
        Of("ReshapeOperationToNothing", "[Shape(8)]", "{|GMNM0018:x.Reshape()|}"),
        Of("LimitsTheWrongWayRound", "[Shape(8)]", "{|GMNM0019:x.Clamp(1, -1)|}"),
        Of("ReshapeOperationBeyondInt", "[Shape(8)]", "{|GMNM0026:x.Reshape(65536, 65536, 65536, 65536, -1)|}"),
        new("SoftmaxOperationBeforeCrossEntropy", $"[Network, Loss(LossKind.CrossEntropy)] public partial class Net {{ {Head} private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => {{|GMNM0031:Head(x).Softmax()|}}; }}"),
        new("SigmoidOperationBeforeBinaryCrossEntropy", $"[Network, Loss(LossKind.BinaryCrossEntropy)] public partial class Net {{ {Head} private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) {{ var p = {{|GMNM0032:Head(x).Sigmoid()|}}; return p; }} }}"),
        Of("ReshapeOperationToFewerElements", "[Shape(8)]", "{|GMNM1001:x.Reshape(3, 2)|}"),
        Of("ReshapeOperationOfTwoInferredSizes", "[Shape(8)]", "{|GMNM1006:x.Reshape(-1, 2, -1)|}"),
        Of("ReshapeOperationThatIsNotWhole", "[Shape(8)]", "{|GMNM1007:x.Reshape(3, -1)|}"),
        new("LossOfAnOperationOfOneClass", "[Network, Loss({|GMNM1004:LossKind.CrossEntropy|})] public partial class Net { private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => x.Sum(); }"),
        new("LayerCalledWithAnotherSize", $"[Network] public partial class Net {{ {Head} private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => {{|GMNM1030:Head(Head(x))|}}; }}"),
        new("LayerCalledWithAnotherInput", $"[Network] public partial class Net {{ {Head} private SymbolicTensor Forward([Shape(8)] SymbolicTensor x, [Shape(2, 3)] SymbolicTensor y) => Head(x) + {{|GMNM1030:Head(y)|}}; }}"),
        new("NormalisationCalledWithAnotherSize", "[Network] public partial class Net { [LayerNorm] private partial SymbolicTensor Norm(SymbolicTensor x); private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => {|GMNM1030:Norm(Norm(x)[..4])|}; }"),
        new("LayerCalledWithAnotherSizeInTheLoss", $"[Network] public partial class Net {{ {Head} private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => Head(x); [Loss] private SymbolicTensor Error(SymbolicTensor x, [Shape(3)] SymbolicTensor target) => Forward(x) - {{|GMNM1030:Head(target)|}}; }}"),
        Of("SumOfOtherSizes", "[Shape(4)]", "{|GMNM1031:x + x[..3]|}"),
        Of("ProductAlongTheWrongAxis", "[Shape(4, 3)]", "{|GMNM1031:x * x.Mean(1)|}"),
        Of("ComparisonOfOtherSizes", "[Shape(4)]", "{|GMNM1031:x[..2] > x[1..]|}"),
        Of("ChoiceOfOtherSizes", "[Shape(4, 3)]", "{|GMNM1031:SymbolicTensor.Where(x > 0, x[0], x.Transpose())|}"),
        Of("GreaterOfOtherSizes", "[Shape(2, 3)]", "{|GMNM1031:SymbolicTensor.Maximum(x, x.Reshape(3, 2))|}"),
        new("LossOfOtherSizes", $"[Network] public partial class Net {{ {Head} private SymbolicTensor Forward([Shape(8)] SymbolicTensor x) => Head(x); [Loss] private SymbolicTensor Error(SymbolicTensor x, [Shape(3)] SymbolicTensor target) => ({{|GMNM1031:Forward(x) - target|}}).Square(); }}"),
        Of("SumOfTheBatch", "[Shape(8)]", "{|GMNM1032:x.Sum(1)|}"),
        Of("SoftmaxBelowTheFirstAxis", "[Shape(4, 3)]", "{|GMNM1032:x.Softmax(-3)|}"),
        Of("SliceOfNoAxis", "[Shape(4, 3)]", "{|GMNM1032:x.Slice(2, 0, 1)|}"),
        Of("SplitOfNoAxis", "[Shape(8)]", "{|GMNM1032:x.Split(1, 2)|}[0]"),
        Of("ConcatOfNoAxis", "[Shape(8)]", "{|GMNM1032:SymbolicTensor.Concat(1, x, x)|}"),
        Of("ProductOfOtherSizes", "[Shape(4, 3)]", "{|GMNM1033:x.MatMul(x)|}"),
        Of("ProductOfOtherLeadingAxes", "[Shape(2, 3, 3)]", "{|GMNM1033:x.MatMul(x[..1])|}"),
        Of("ProductOfOtherAxes", "[Shape(2, 3, 3)]", "{|GMNM1033:x.MatMul(x[0])|}"),
        Of("JoinedAlongTheWrongAxis", "[Shape(4, 3)]", "{|GMNM1034:SymbolicTensor.Concat(1, x, x[..2])|}"),
        Of("JoinedWithANumber", "[Shape(4, 3)]", "{|GMNM1034:SymbolicTensor.Concat(0, x, 1)|}"),
        Of("SliceBeyondTheEnd", "[Shape(4, 3)]", "{|GMNM1035:x.Slice(1, 2, 2)|}"),
        Of("SliceBeforeTheStart", "[Shape(8)]", "{|GMNM1035:x.Slice(0, -1, 2)|}"),
        Of("SliceOfNothing", "[Shape(8)]", "{|GMNM1035:x.Slice(0, 2, 0)|}"),
        Of("RangeBeyondTheEnd", "[Shape(8)]", "{|GMNM1035:x[6..9]|}"),
        Of("RangeOfNothing", "[Shape(8)]", "{|GMNM1035:x[3..^5]|}"),
        Of("RangeThatRunsBackwards", "[Shape(4, 3)]", "{|GMNM1035:x[.., 2..1]|}"),
        Of("IndexBeyondTheEnd", "[Shape(8)]", "{|GMNM1035:x[8]|}"),
        Of("IndexFromTheEndAtTheEnd", "[Shape(8)]", "{|GMNM1035:x[^0]|}"),
        Of("SplitIntoUnequalParts", "[Shape(8)]", "{|GMNM1036:x.Split(0, 3)|}[1]"),
        Of("SplitIntoMorePartsThanThereAre", "[Shape(4, 2)]", "{|GMNM1036:x.Split(-1, 4)|}[0]"),
        Of("PermutationWithTheBatch", "[Shape(4, 3)]", "{|GMNM1037:x.Permute(0, 2, 1)|}"),
        Of("PermutationOfOneAxisTwice", "[Shape(4, 3)]", "{|GMNM1037:x.Permute(1, -1)|}"),
        Of("PermutationOfNothing", "[Shape(4, 3)]", "{|GMNM1037:x.Permute()|}"),
        Of("TransposedVector", "[Shape(8)]", "{|GMNM1038:x.Transpose()|}"),
        Of("ProductOfAVector", "[Shape(8)]", "{|GMNM1038:x.MatMul(x.Reshape(8, 1))|}"),
        Of("MoreRangesThanAxes", "[Shape(8)]", "{|GMNM1038:x[1.., 2]|}"),
        new("TrainedSlopeOfAMaximum", "[Network] public partial class Net { [Conv1d(2), Tanh, {|GMNM2002:MaxPool1d(2)|}] private partial SymbolicTensor U(SymbolicTensor x); private SymbolicTensor Forward([Shape(1, 8)] SymbolicTensor x) => U(x); [Loss] private SymbolicTensor Slope(SymbolicTensor x) => Forward(x).Gradient(x).Square(); }"),
    ];

    private static WrongDeclaration Of(string name, string shape, string result) =>
        new(name, $"[Network] public partial class Net {{ private SymbolicTensor Forward({shape} SymbolicTensor x) => {result}; }}");
}
