using Microsoft.CodeAnalysis.CSharp;

namespace Gmnm.Generators.Tests.Diagnostics;

/// <summary>Every wrong declaration that is tested, in the order of the ids.</summary>
internal static class WrongDeclarations
{
    /// <summary>A graph of one attention layer over inputs a, b, c of these shapes.</summary>
    private static string Attention(string layer, string call, params string[] shapes)
    {
        var names = shapes.Select(static (_, index) => $"SymbolicTensor {(char)('a' + index)}").ToArray();
        return $"[Network] public partial class Net {{ [{layer}] private partial SymbolicTensor Attention({string.Join(", ", names)}); "
            + $"private SymbolicTensor Forward({string.Join(", ", shapes.Zip(names, static (shape, name) => $"[Shape({shape})] {name}"))}) => {call}; }}";
    }

    private const string Body = "[Network, Input(8), Linear(4)]";

    public static IReadOnlyList<WrongDeclaration> All { get; } =
    [
        // The class.
        new("NotPartial", $"{Body} public class {{|GMNM0001:Net|}};"),
        new("NotPartialWithBody", $"{Body} public sealed class {{|GMNM0001:Net|}} {{ }}"),
        new("Nested", $"public partial class Outer {{ {Body} public partial class {{|GMNM0002:Net|}}; }}"),
        new("NestedInStruct", $"public partial struct Outer {{ {Body} internal partial class {{|GMNM0002:Net|}}; }}"),
        new("Generic", $"{Body} public partial class Net{{|GMNM0003:<T>|}};"),
        new("GenericOfTwo", $"{Body} public partial class Net{{|GMNM0003:<T, U>|}} where T : class;"),
        new("Record", $"{Body} public partial record {{|GMNM0004:Net|}};"),
        new("RecordClass", $"{Body} public sealed partial record class {{|GMNM0004:Net|}};"),
        new("PositionalRecord", $"{Body} public partial record {{|GMNM0004:Net|}}(int Size);"),
        new("Static", $"{Body} public {{|GMNM0005:static|}} partial class Net;"),
        new("Abstract", $"{Body} public {{|GMNM0005:abstract|}} partial class Net;"),
        new("AbstractOnAnotherPart", $"{Body} public partial class Net; public {{|GMNM0005:abstract|}} partial class Net;"),
        new("FileLocal", $"{Body} {{|GMNM0005:file|}} partial class Net;"),
        new("BaseClass", $"public class Base; {Body} public partial class Net : {{|GMNM0006:Base|}};"),
        new("QualifiedBaseClass", $"{Body} public partial class Net : {{|GMNM0006:System.Attribute|}};"),
        new("BaseClassOnAnotherPart", $"public class Base; {Body} public partial class Net : System.ICloneable {{ public object Clone() => this; }} public partial class Net : {{|GMNM0006:Base|}};"),
        new("Constructor", $"{Body} public partial class Net {{ public {{|GMNM0007:Net|}}() {{ }} }}"),
        new("ConstructorWithParameters", $"{Body} public partial class Net {{ private {{|GMNM0007:Net|}}(int size) => _ = size; }}"),
        new("PrimaryConstructor", $"{Body} public partial class Net{{|GMNM0007:(int size)|}} {{ public int Size => size; }}"),
        new("TwoConstructors", $"{Body} public partial class Net {{ public {{|GMNM0007:Net|}}(int a) => _ = a; public {{|GMNM0007:Net|}}(long a) => _ = a; }}"),
        new("OwnPredict", $"{Body} public partial class Net {{ public void {{|GMNM0008:Predict|}}() {{ }} }}"),
        new("OwnInfo", $"{Body} public partial class Net {{ public static int {{|GMNM0008:Info|}} => 1; }}"),
        new("OwnFieldOnAnotherPart", $"{Body} public partial class Net; public partial class Net {{ public const int {{|GMNM0008:InputLength|}} = 3; }}"),
        new("NestedTypeParameters", $"{Body} public partial class Net {{ public class {{|GMNM0008:Parameters|}}; }}"),
        new("ClassNamedLikeAMember", $"{Body} public partial class {{|GMNM0008:Predict|}};"),
        new("ClassNamedLikeATypeThatIsUsed", $"namespace Nets; {Body} public partial class {{|GMNM0008:Math|}};"),
        new("TypeInTheNamespaceHidesOneThatIsUsed", $"namespace Nets; {Body} public partial class {{|GMNM0034:Net|}}; public static class Unsafe;"),
        new("GlobalTypeHidesOneThatIsUsed", $"namespace Nets {{ {Body} public partial class {{|GMNM0034:Net|}}; }} public class Initializer;"),
        new("ClassNamedVar", $"{Body} public partial class {{|GMNM0008:@var|}};"),

        // The stack.
        new("LayersOnAnotherPart", "[Network, Input(8), Linear(4)] public partial class Net; [{|GMNM0009:Linear(2)|}] public partial class Net;"),
        new("LossOnAnotherPart", "[{|GMNM0009:Loss(LossKind.Huber)|}] public partial class Net; [Network, Input(8), Linear(4)] public partial class Net;"),
        new("NoInput", "[Network, Linear(4)] public partial class {|GMNM0010:Net|};"),
        new("NothingAtAll", "[Network] public partial class {|GMNM0010:{|GMNM0013:Net|}|};"),
        new("TwoInputs", "[Network, Input(8), {|GMNM0011:Input(9)|}, Linear(4)] public partial class Net;"),
        new("InputAtTheEnd", "[Network, Linear(4), {|GMNM0012:Input(8)|}] public partial class Net;"),
        new("InputAfterTheLoss", "[Network, Linear(4), Loss(LossKind.Huber), {|GMNM0012:Input(8)|}] public partial class Net;"),
        new("NoLayers", "[Network, Input(8)] public partial class {|GMNM0013:Net|};"),
        new("NoLayersButALoss", "[Network, Input(8), Loss(LossKind.Huber)] public partial class {|GMNM0013:Net|};"),
        new("TwoLosses", "[Network, Input(8), Linear(4), Loss(LossKind.Huber), {|GMNM0014:Loss(LossKind.CrossEntropy)|}] public partial class Net;"),
        new("LossInTheMiddle", "[Network, Input(8), Linear(4), {|GMNM0015:Loss(LossKind.Huber)|}, Linear(2), Relu] public partial class Net;"),
        new("LossFirst", "[{|GMNM0015:Loss(LossKind.Huber)|}, Network, Input(8), Linear(4)] public partial class Net;"),

        // Arguments.
        new("NoUnits", "[Network, Input(8), Linear({|GMNM0016:0|})] public partial class Net;"),
        new("NegativeUnits", "[Network, Input(8), Linear({|GMNM0016:-3|})] public partial class Net;"),
        new("NamedUnits", "[Network, Input(8), Linear({|GMNM0016:units: 0|})] public partial class Net;"),
        new("ConstantUnits", "[Network, Input(8), Linear({|GMNM0016:Sizes.None|})] public partial class Net; internal static class Sizes { public const int None = 0; }"),
        new("NoGmnmUnits", "[Network, Input(8), Gmnm({|GMNM0016:0|})] public partial class Net;"),
        new("NoComponents", "[Network, Input(8), Gmnm(4, {|GMNM0016:Components = 0|})] public partial class Net;"),
        new("NoProjections", "[Network, Input(8), Gmnm(4, {|GMNM0016:Projections = -1|})] public partial class Net;"),
        new("NoComponentsAndProjections", "[Network, Input(8), Gmnm(4, {|GMNM0016:Components = 0|}, {|GMNM0016:Projections = 0|})] public partial class Net;"),
        new("NoGroups", "[Network, Input(8), GroupNorm({|GMNM0016:0|})] public partial class Net;"),
        new("ZeroInputSize", "[Network, Input({|GMNM0017:0|}), Linear(4)] public partial class Net;"),
        new("NegativeInputSize", "[Network, Input(3, {|GMNM0017:-1|}, 2), Flatten, Linear(4)] public partial class Net;"),
        new("TwoWrongInputSizes", "[Network, Input({|GMNM0017:0|}, 2, {|GMNM0017:-5|}), Flatten, Linear(4)] public partial class Net;"),
        new("ZeroReshapeSize", "[Network, Input(8), Reshape(2, {|GMNM0017:0|})] public partial class Net;"),
        new("NegativeReshapeSize", "[Network, Input(8), Reshape({|GMNM0017:-2|}, 4)] public partial class Net;"),
        new("WrongSizeInAnArray", "[Network, Input(8), Reshape({|GMNM0017:new[] { 2, 0 }|})] public partial class Net;"),
        new("EmptyInput", "[Network, {|GMNM0018:Input|}, Linear(4)] public partial class Net;"),
        new("EmptyInputWithParentheses", "[Network, {|GMNM0018:Input()|}, Linear(4)] public partial class Net;"),
        new("NullInput", "[Network, Input({|GMNM0018:null|}), Linear(4)] public partial class Net;"),
        new("EmptyReshape", "[Network, Input(8), {|GMNM0018:Reshape()|}] public partial class Net;"),
        new("NegativeDropout", "[Network, Input(8), Dropout({|GMNM0019:-0.1|}), Linear(4)] public partial class Net;"),
        new("DropoutOfEverything", "[Network, Input(8), Dropout({|GMNM0019:1|}), Linear(4)] public partial class Net;"),
        new("DropoutThatRoundsToEverything", "[Network, Input(8), Dropout({|GMNM0019:0.99999999999|}), Linear(4)] public partial class Net;"),
        new("ZeroEpsilon", "[Network, Input(8), LayerNorm({|GMNM0019:Epsilon = 0|})] public partial class Net;"),
        new("NegativeEpsilon", "[Network, Input(8), LayerNorm({|GMNM0019:Epsilon = -1e-5|})] public partial class Net;"),
        new("EpsilonThatRoundsToZero", "[Network, Input(8), LayerNorm({|GMNM0019:Epsilon = 1e-60|})] public partial class Net;"),
        new("ZeroEpsilonOfABatch", "[Network, Input(8), BatchNorm({|GMNM0019:Epsilon = 0|})] public partial class Net;"),
        new("ZeroEpsilonOfGroups", "[Network, Input(8), GroupNorm(2, {|GMNM0019:Epsilon = 0|})] public partial class Net;"),
        new("NegativeEpsilonOfAnInstance", "[Network, Input(8, 2), InstanceNorm({|GMNM0019:Epsilon = -1|})] public partial class Net;"),
        new("ZeroEpsilonOfTheRootMeanSquare", "[Network, Input(8), RmsNorm({|GMNM0019:Epsilon = 0|})] public partial class Net;"),
        new("ZeroMomentum", "[Network, Input(8), BatchNorm({|GMNM0019:Momentum = 0|})] public partial class Net;"),
        new("MomentumAboveOne", "[Network, Input(8), BatchNorm({|GMNM0019:Momentum = 1.1|})] public partial class Net;"),
        new("SlopeBeyondFloat", "[Network, Input(8), LeakyRelu({|GMNM0019:NegativeSlope = 1e60|})] public partial class Net;"),
        new("SmoothingOfEverything", "[Network, Input(8), Linear(4), Loss(LossKind.CrossEntropy, {|GMNM0019:LabelSmoothing = 1|})] public partial class Net;"),
        new("NegativeSmoothing", "[Network, Input(8), Linear(4), Loss(LossKind.CrossEntropy, {|GMNM0019:LabelSmoothing = -0.5|})] public partial class Net;"),
        new("ZeroDelta", "[Network, Input(8), Linear(4), Loss(LossKind.Huber, {|GMNM0019:Delta = 0|})] public partial class Net;"),
        new("NegativeDelta", "[Network, Input(8), Linear(4), Loss(LossKind.Huber, {|GMNM0019:Delta = -2|})] public partial class Net;"),
        new("DropoutNaN", "[Network, Input(8), Dropout({|GMNM0020:double.NaN|}), Linear(4)] public partial class Net;"),
        new("SlopeNaN", "[Network, Input(8), LeakyRelu({|GMNM0020:NegativeSlope = double.NaN|})] public partial class Net;"),
        new("SlopeInfinite", "[Network, Input(8), LeakyRelu({|GMNM0020:NegativeSlope = 1.0 / 0.0|})] public partial class Net;"),
        new("EpsilonInfinite", "[Network, Input(8), LayerNorm({|GMNM0020:Epsilon = double.PositiveInfinity|})] public partial class Net;"),
        new("DeltaNaN", "[Network, Input(8), Linear(4), Loss(LossKind.Huber, {|GMNM0020:Delta = double.NaN|})] public partial class Net;"),
        new("MomentumNaN", "[Network, Input(8), BatchNorm({|GMNM0020:Momentum = double.NaN|})] public partial class Net;"),
        new("UndefinedAggregation", "[Network, Input(8), Gmnm(4, {|GMNM0021:Aggregation = (Aggregation)9|})] public partial class Net;"),
        new("UndefinedLoss", "[Network, Input(8), Linear(4), Loss({|GMNM0021:(LossKind)42|})] public partial class Net;"),
        new("ProjectionsOfDiagonal", "[Network, Input(8), Gmnm(4, {|GMNM0022:Projections = 2|}, Aggregation = Aggregation.Diagonal)] public partial class Net;"),
        new("ProjectionsOfIsotropic", "[Network, Input(8), Gmnm(4, Aggregation = Aggregation.Isotropic, {|GMNM0022:Projections = 1|})] public partial class Net;"),
        new("SmoothingOfHuber", "[Network, Input(8), Linear(4), Loss(LossKind.Huber, {|GMNM0022:LabelSmoothing = 0.1|})] public partial class Net;"),
        new("DeltaOfCrossEntropy", "[Network, Input(8), Linear(4), Loss(LossKind.CrossEntropy, {|GMNM0022:Delta = 2|})] public partial class Net;"),

        // Names.
        new("EmptyName", "[Network, Input(8), Linear(4, {|GMNM0023:Name = \"\"|})] public partial class Net;"),
        new("NameWithASpace", "[Network, Input(8), Linear(4, {|GMNM0023:Name = \"my layer\"|})] public partial class Net;"),
        new("NameWithADot", "[Network, Input(8), Linear(4, {|GMNM0023:Name = \"encoder.first\"|})] public partial class Net;"),
        new("NameThatStartsWithADigit", "[Network, Input(8), Relu({|GMNM0023:Name = \"1st\"|}), Linear(4)] public partial class Net;"),
        new("NameThatStartsWithAnUnderscore", "[Network, Input(8), Linear(4, {|GMNM0023:Name = \"_hidden\"|})] public partial class Net;"),
        new("SameNameTwice", "[Network, Input(8), Linear(4, Name = \"a\"), Relu({|GMNM0024:Name = \"a\"|})] public partial class Net;"),
        new("NameOfADefault", "[Network, Input(8), Linear(4), Relu({|GMNM0024:Name = \"linear1\"|})] public partial class Net;"),
        new("DefaultThatIsTaken", "[Network, Input(8), Relu(Name = \"linear1\"), {|GMNM0024:Linear(4)|}] public partial class Net;"),
        new("NamesThatDifferInTheFirstLetter", "[Network, Input(8), Linear(4, Name = \"head\"), Linear(4, {|GMNM0024:Name = \"Head\"|})] public partial class Net;"),
        new("NameOfAnotherLayersViews", "[Network, Input(8), Linear(4, Name = \"head\"), Linear(4, {|GMNM0024:Name = \"headParameters\"|})] public partial class Net;"),
        new("NameOfAGeneratedMember", "[Network, Input(8), Linear(4, {|GMNM0025:Name = \"predict\"|})] public partial class Net;"),
        new("NameOfATypeThatIsUsed", "[Network, Input(8), Linear(4, {|GMNM0025:Name = \"math\"|})] public partial class Net;"),
        new("NameOfAUsersMember", "[Network, Input(8), Linear(4, {|GMNM0025:Name = \"size\"|})] public partial class Net { public int Size => 3; }"),
        new("DefaultNameOfAUsersMember", "[Network, Input(8), {|GMNM0025:Linear(4)|}] public partial class Net { public int Linear1 => 3; }"),
        new("NameOfTheClass", "[Network, Input(8), Linear(4, {|GMNM0025:Name = \"net\"|})] public partial class Net;"),

        // Sizes and the project.
        new("InputThatDoesNotFit", "[Network, Input({|GMNM0026:65536, 65536|}), Flatten] public partial class Net;"),
        new("InputThatOverflowsLong", "[Network, Input({|GMNM0026:2147483647, 2147483647, 2147483647|}), Flatten] public partial class Net;"),
        new("ReshapeThatDoesNotFit", "[Network, Input(8), Reshape({|GMNM0026:65536, 65536, -1|})] public partial class Net;"),
        new("OldLanguage", "[Network, Input(8), Linear(4)] public partial class {|GMNM0027:Net|} { }") { LanguageVersion = LanguageVersion.CSharp12 },
        new("NoRuntime", "[Network, Input(8), Linear(4)] public partial class {|GMNM0028:Net|};") { Runtime = false },

        // Doubtful.
        new("LayersWithoutNetwork", "[{|GMNM0029:Input(8)|}, {|GMNM0029:Linear(4)|}] public partial class Net;"),
        new("DropoutOnTheOutput", "[Network, Input(8), Linear(4), {|GMNM0030:Dropout(0.5)|}] public partial class Net;"),
        new("DropoutBeforeTheLoss", "[Network, Input(8), Linear(4), {|GMNM0030:Dropout(0.5)|}, Loss(LossKind.CrossEntropy)] public partial class Net;"),
        new("SoftmaxBeforeCrossEntropy", "[Network, Input(8), Linear(4), {|GMNM0031:Softmax|}, Loss(LossKind.CrossEntropy)] public partial class Net;"),
        new("SigmoidBeforeBinaryCrossEntropy", "[Network, Input(8), Linear(4), {|GMNM0032:Sigmoid|}, Loss(LossKind.BinaryCrossEntropy)] public partial class Net;"),
        new("FlattenOfAVector", "[Network, Input(8), {|GMNM0033:Flatten|}, Linear(4)] public partial class Net;"),
        new("FlattenTwice", "[Network, Input(2, 4), Flatten, {|GMNM0033:Flatten|}, Linear(4)] public partial class Net;"),

        .. WrongWindows.All,

        // Shapes.
        new("ReshapeToFewerElements", "[Network, Input(28, 28), Reshape({|GMNM1001:28, 27|}), Flatten] public partial class Net;"),
        new("ReshapeToMoreElements", "[Network, Input(8), Linear(4), Reshape({|GMNM1001:5|})] public partial class Net;"),
        new("OddOutputs", "[Network, Input(8), Linear(5), Loss({|GMNM1003:LossKind.GaussianNegativeLogLikelihood|})] public partial class Net;"),
        new("OneClass", "[Network, Input(8), Linear(1), Loss({|GMNM1004:LossKind.CrossEntropy|}) ] public partial class Net;"),
        new("LossOfAnImage", "[Network, Input(8, 8), Linear(4), Loss({|GMNM1005:LossKind.GaussianNegativeLogLikelihood|})] public partial class Net;"),
        new("EmbeddingOfFeatures", "[Network, Input(4, 8), {|GMNM0080:Embedding(10, 3)|}] public partial class Net;"),
        new("EmbeddingOfAnEmbedding", "[Network, Input(4), Embedding(10, 3), {|GMNM0080:Embedding(10, 3)|}] public partial class Net;"),
        new("EmbeddingOfComputedValues", "[Network, Input(4), Relu, {|GMNM0081:Embedding(10, 3)|}] public partial class Net;"),
        new("EmbeddingBehindALayerAndAReshape", "[Network, Input(2, 2), Linear(3), Flatten, {|GMNM0081:Embedding(10, 3)|}] public partial class Net;"),
        new("EmbeddingWithoutRows", "[Network, Input(4), Embedding({|GMNM0016:0|}, {|GMNM0016:-3|})] public partial class Net;"),
        new("NoHeads", "[Network, Input(4, 8), MultiHeadAttention({|GMNM0016:0|})] public partial class Net;"),
        new("NoProjectionsInAttention", "[Network, Input(4, 8), GmnmAttention(2, {|GMNM0016:Projections = 0|})] public partial class Net;"),
        new("DropoutOfAllWeights", "[Network, Input(4, 8), MultiHeadAttention(2, {|GMNM0019:Dropout = 1|})] public partial class Net;"),
        new("HiddenSizeOfAGmnm", "[Network, Input(4, 8), TransformerBlock(2, {|GMNM0022:Hidden = 3|}, Components = 5)] public partial class Net;"),
        new("ProjectionsOfLinearMaps", "[Network, Input(4, 8), TransformerBlock(2, {|GMNM0022:Projections = 3|})] public partial class Net;"),
        new("HeadsThatDoNotDivide", "[Network, Input(4, 10), MultiHeadAttention({|GMNM1055:4|})] public partial class Net;"),
        new("MoreHeadsThanFeatures", "[Network, Input(4, 3), GmnmAttention({|GMNM1055:6|})] public partial class Net;"),
        new("HeadsOfABlockThatDoNotDivide", "[Network, Input(4, 10), TransformerBlock({|GMNM1055:3|}, Hidden = 8)] public partial class Net;"),
        new("AttentionOfAFlatInput", "[Network, Input(8), {|GMNM1056:MultiHeadAttention(2)|}] public partial class Net;"),
        new("AttentionOfAnImage", "[Network, Input(3, 8, 8), {|GMNM1056:GmnmAttention(2)|}] public partial class Net;"),
        new("BlockOfAFlatInput", "[Network, Input(8), {|GMNM1056:TransformerBlock(2)|}] public partial class Net;"),
        new("PositionsOfAFlatInput", "[Network, Input(8), {|GMNM1056:SinusoidalPosition|}] public partial class Net;"),
        new("LearnedPositionsOfAFlatInput", "[Network, Input(8), {|GMNM1056:LearnedPosition|}] public partial class Net;"),
        new("RotationOfAFlatInput", "[Network, Input(8), {|GMNM1056:RotaryPosition|}] public partial class Net;"),
        new("ValuesOfAnotherLength", Attention("MultiHeadAttention(2)", "{|GMNM1057:Attention(a, b, c)|}", "4, 8", "6, 8", "5, 8")),
        new("CausalAttentionToAContext", Attention("MultiHeadAttention(2, {|GMNM1057:Causal = true|})", "Attention(a, b)", "4, 8", "6, 8")),
        new("CausalGmnmAttentionToAContext", Attention("GmnmAttention(2, {|GMNM1057:Causal = true|})", "Attention(a, b)", "4, 8", "6, 8")),
        new("MaskOfQueries", Attention("MultiHeadAttention(2, {|GMNM1058:KeyPaddingMask = true|})", "Attention(a, b, c)", "4, 8", "6, 8", "4")),
        new("MaskOfEachHead", Attention("GmnmAttention(2, {|GMNM1058:KeyPaddingMask = true|})", "Attention(a, b)", "4, 8", "2, 4")),
        new("ContextThatIsFlat", Attention("MultiHeadAttention(2)", "{|GMNM1056:Attention(a, b)|}", "4, 8", "8")),
        new("MaskThatIsMissing", Attention("{|GMNM0050:MultiHeadAttention(2, KeyPaddingMask = true)|}", "Attention(a)", "4, 8")),
        new("MaskThatIsMissingInAStack", "[Network, Input(4, 8), {|GMNM0050:MultiHeadAttention(2, KeyPaddingMask = true)|}] public partial class Net;"),
        new("EmbeddingOfAComputedPart", "[Network] public partial class Net { [Relu] private partial SymbolicTensor Rectify(SymbolicTensor x); [Embedding(9, 2)] private partial SymbolicTensor Words(SymbolicTensor x); private SymbolicTensor Forward([Shape(4)] SymbolicTensor x) => {|GMNM0081:Words(Rectify(x))|}; }"),
        new("RotationOfAnOddNumber", "[Network, Input(4, 7), {|GMNM1059:RotaryPosition|}] public partial class Net;"),
        new("RotationOfOddHeads", "[Network, Input(4, 6), MultiHeadAttention(2, {|GMNM1059:Rotary = true|})] public partial class Net;"),
        new("TwoInferredSizes", "[Network, Input(8), Reshape(-1, {|GMNM1006:-1|})] public partial class Net;"),
        new("ThreeInferredSizes", "[Network, Input(8), Reshape(-1, {|GMNM1006:-1|}, 2, {|GMNM1006:-1|})] public partial class Net;"),
        new("InferredSizeThatIsNotWhole", "[Network, Input(8), Reshape({|GMNM1007:3, -1|})] public partial class Net;"),
        new("OutputThatDoesNotFit", "[Network, Input(65536, 1), Linear({|GMNM1008:65536|})] public partial class Net;"),
        new("GroupsThatDoNotDivide", "[Network, Input(6, 4), GroupNorm({|GMNM1045:4|})] public partial class Net;"),
        new("MoreGroupsThanChannels", "[Network, Input(4, 9), GroupNorm({|GMNM1045:8|})] public partial class Net;"),
        new("GroupNormOfSingleFeatures", "[Network, Input(6), GroupNorm({|GMNM1046:6|})] public partial class Net;"),
        new("InstanceNormOfAVector", "[Network, Input(6), {|GMNM1046:InstanceNorm|}] public partial class Net;"),
        new("InstanceNormOfOnePosition", "[Network, Input(6, 1, 1), {|GMNM1046:InstanceNorm(Affine = true)|}] public partial class Net;"),

        new("ExponentialsThatDoNotFit", "[Network, Input(65536, 1), {|GMNM1009:Gmnm(1, Components = 65536)|}] public partial class Net;"),
        new("ProjectionsBeyondInt", "[Network, Input(1), {|GMNM1009:Gmnm(1, Components = 1, Projections = 2000000000, Aggregation = Aggregation.Quadratic)|}] public partial class Net;"),
        // Derivatives.
        new("LaplacianOfRelu", "[Network] public partial class Net { [Linear(4), Relu, Linear(1)] private partial SymbolicTensor U(SymbolicTensor x); private SymbolicTensor Forward([Shape(2)] SymbolicTensor x) { var u = U(x); return {|GMNM2001:u.Laplacian(x)|}; } }"),
        new("LaplacianOfAMaximum", "[Network] public partial class Net { [Linear(4), Tanh, Linear(1)] private partial SymbolicTensor U(SymbolicTensor x); private SymbolicTensor Forward([Shape(2)] SymbolicTensor x) { var u = U(x); return {|GMNM2001:SymbolicTensor.Maximum(u, x[..1]).Laplacian(x)|}; } }"),
        new("GradientOfTheGradientOfAbs", "[Network] public partial class Net { [Linear(4), Tanh, Linear(1)] private partial SymbolicTensor U(SymbolicTensor x); private SymbolicTensor Forward([Shape(2)] SymbolicTensor x) { var u = U(x); var g = (u * x).Abs().Gradient(x); return {|GMNM2001:g.Gradient(x)|}; } }"),
        new("DerivativeByACopy", "[Network] public partial class Net { [Linear(4), Tanh, Linear(1)] private partial SymbolicTensor U(SymbolicTensor x); private SymbolicTensor Forward([Shape(2)] SymbolicTensor x) { var u = U(x); return {|GMNM2003:u.Gradient(2 * x)|}; } }"),
        new("DerivativeByAConstantWay", "[Network] public partial class Net { [Linear(4), Tanh, Linear(1)] private partial SymbolicTensor U(SymbolicTensor x); private SymbolicTensor Forward([Shape(2)] SymbolicTensor x) { var u = U(x); return {|GMNM2003:u.StopGradient().Gradient(x)|}; } }"),
        new("LaplacianOfAVector", "[Network] public partial class Net { [Linear(4), Tanh, Linear(3)] private partial SymbolicTensor U(SymbolicTensor x); private SymbolicTensor Forward([Shape(2)] SymbolicTensor x) { var u = U(x); return {|GMNM2004:u.Laplacian(x)|}; } }"),

        // Sequences.
        new("LstmOfAVector", "[Network, Input(96), {|GMNM1050:Lstm(16)|}] public partial class Net;"),
        new("GruOfAnImage", "[Network, Input(3, 8, 8), {|GMNM1050:Gru(16)|}] public partial class Net;"),
        new("LstmAfterTheLastState", "[Network, Input(96, 7), Lstm(16, Last = true), {|GMNM1050:Lstm(16)|}] public partial class Net;"),
        new("GmnmLstmOfAVector", "[Network, Input(96), {|GMNM1050:GmnmLstm(16)|}] public partial class Net;"),
        new("GmnmLstmWithoutComponents", "[Network, Input(96, 7), GmnmLstm(16, {|GMNM0016:Components = 0|})] public partial class Net;"),
        new("GmnmLstmWithScalesAndProjections", "[Network, Input(96, 7), GmnmLstm(16, Aggregation = Aggregation.Diagonal, {|GMNM0022:Projections = 2|})] public partial class Net;"),
        new("LstmWithoutUnits", "[Network, Input(96, 7), Lstm({|GMNM0016:0|})] public partial class Net;"),
        new("GruWithoutLayers", "[Network, Input(96, 7), Gru(16, {|GMNM0016:Layers = 0|})] public partial class Net;"),

        // Step by step.
        new("StreamOfTwoOutputs", "[Network(Streaming = true)] public partial class {|GMNM0076:Net|} { private (SymbolicTensor Sum, SymbolicTensor Double) Forward([Shape(96, 7)] SymbolicTensor x) => (x + 1, x * 2); }"),
        new("StreamOfTwoInputs", "[Network(Streaming = true)] public partial class {|GMNM0076:Net|} { private SymbolicTensor Forward([Shape(96, 7)] SymbolicTensor x, [Shape(96, 7)] SymbolicTensor y) => x + y; }"),
        new("StreamOfAMean", "[Network(Streaming = true)] public partial class Net { private SymbolicTensor Forward([Shape(96, 7)] SymbolicTensor x) => {|GMNM1051:x.Mean(0)|}; }"),
        new("StreamOfTheFirstStep", "[Network(Streaming = true)] public partial class Net { private SymbolicTensor Forward([Shape(96, 7)] SymbolicTensor x) => {|GMNM1051:x[0]|}; }"),
        new("StreamOfTheLastStepAtEveryStep", "[Network(Streaming = true)] public partial class Net { private SymbolicTensor Forward([Shape(96, 7)] SymbolicTensor x) { var last = x.Slice(0, 95, 1); return {|GMNM1051:x + last|}; } }"),
        new("StreamOfBothWays", "[Network(Streaming = true), Input(96, 7), {|GMNM1051:Lstm(16, Bidirectional = true)|}] public partial class Net;"),
        new("StreamOfAttention", "[Network(Streaming = true), Input(96, 8), {|GMNM1051:MultiHeadAttention(2, Causal = true)|}] public partial class Net;"),
        new("StreamThatIsFlattened", "[Network(Streaming = true), Input(96, 7), Lstm(16), {|GMNM1051:Flatten|}, Linear(1)] public partial class Net;"),
        new("StreamOfAVector", "[Network(Streaming = true), Input(96), {|GMNM1051:Linear(4)|}] public partial class Net;"),
        new("StreamOfPositions", "[Network(Streaming = true), Input(96, 8), {|GMNM1051:LearnedPosition|}, Lstm(4)] public partial class Net;"),
        new("StreamOfAnAverage", "[Network(Streaming = true), Input(96, 7), {|GMNM1051:GroupNorm(1)|}] public partial class Net;"),
        new("StreamOfAConvolutionOfTheOtherAxis", "[Network(Streaming = true), Input(96, 8), {|GMNM1051:Conv1d(4, Causal = true)|}] public partial class Net;"),

        // Devices.
        new("HeadsThatAKernelDoesNotHold", "[Network, Input(4, 1024), {|GMNM3001:MultiHeadAttention(1)|}] public partial class Net;") { Gpu = true },
        new("HeadsOfABlockThatAKernelDoesNotHold", "[Network, Input(3, 689), {|GMNM3001:TransformerBlock(1, Hidden = 2)|}, Loss(LossKind.MeanSquaredError)] public partial class Net;") { Gpu = true },
        new("HeadsThatTheLossDoesNotRead", """
            [Network] public partial class Net
            {
                [Linear(2)] private partial SymbolicTensor Head(SymbolicTensor x);
                [MultiHeadAttention(1)] private partial SymbolicTensor Mix(SymbolicTensor x);
                private (SymbolicTensor Y, SymbolicTensor Z) Forward([Shape(4, 1024)] SymbolicTensor x) => (Head(x), {|GMNM3001:Mix(x)|});
                [Loss] private SymbolicTensor Error(SymbolicTensor x) => Head(x).Abs();
            }
            """) { Gpu = true },

        // Budgets.
        new("ManyParameters", "[Network, Input(1000000), Linear(600)] public partial class {|GMNM4001:Net|};"),
        new("TooManyParameters", "[Network, Input(100000), Linear(100000)] public partial class {|GMNM4002:Net|};"),
        new("WorkingMemoryThatDoesNotFit", "[Network, Input(1500000000), Softmax, LayerNorm(Affine = false), Softmax, Loss(LossKind.MeanSquaredError)] public partial class {|GMNM4003:Net|};"),
        new("ParametersBeyondLong", "[Network, Input(2000000000), Gmnm(2000000000, Components = 2000000000, Projections = 2000000000)] public partial class {|GMNM4002:Net|};"),

        .. WrongGraphs.All,
        .. WrongOperations.All,
    ];
}
