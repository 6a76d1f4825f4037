namespace Gmnm.Generators.Tests.Networks;

/// <summary>Parameters and multiply-accumulates of Gaussian mixtures in each place, as docs/gmnm.md gives them.</summary>
public sealed class GmnmCostTests
{
    private const int D = 6;
    private const int U = 5;
    private const int M = 7;
    private const int K = 3;
    private const int T = 4;
    private const int H = 2;

    private static readonly Dictionary<string, (string Attributes, long Parameters, long Cost)> s_places = new()
    {
        ["Norm"] = ($"Input({D}), Gmnm({U}, Components = {M}, Projections = {K})", (M * (D + (K * D) + U)) + U, (M * K * D) + (U * M)),
        ["Sum"] = (
            $"Input({D}), Gmnm({U}, Components = {M}, Projections = {K}, Aggregation = Aggregation.Sum)",
            (M * (D + (K * D) + U)) + U, (M * D) + (U * M)),
        ["Quadratic"] = (
            $"Input({D}), Gmnm({U}, Components = {M}, Projections = {K}, Aggregation = Aggregation.Quadratic)",
            (M * (D + (2 * K * D) + U)) + U, (2 * M * K * D) + (U * M)),
        ["Diagonal"] = ($"Input({D}), Gmnm({U}, Components = {M}, Aggregation = Aggregation.Diagonal)", (M * ((2 * D) + U)) + U, (M * D) + (U * M)),
        ["Isotropic"] = ($"Input({D}), Gmnm({U}, Components = {M}, Aggregation = Aggregation.Isotropic)", (M * (D + 1 + U)) + U, (M * D) + (U * M)),
        // 3×3 places of a patch of 2·3·3 elements.
        ["Images"] = (
            $"Input(2, 5, 5), GmnmConv2d({U}, Components = {M}, Projections = {K})",
            (M * (18 + (K * 18) + U)) + U, 9 * ((M * K * 18) + (U * M))),
        ["Lstm"] = (
            $"Input({T}, {D}), GmnmLstm({U}, Components = {M}, Projections = {K})",
            (M * (D + U + (K * (D + U)) + U)) + U + (3 * U * (D + U + 1)), T * ((M * K * (D + U)) + (U * M) + (3 * U * (D + U)))),
        ["LstmWithGates"] = (
            $"Input({T}, {D}), GmnmLstm({U}, Components = {M}, Projections = {K}, Gates = true)",
            4 * ((M * (D + U + (K * (D + U)) + U)) + U), T * 4 * ((M * K * (D + U)) + (U * M))),
        ["Attention"] = (
            $"Input({T}, {D}), GmnmAttention({H}, Projections = {K})",
            (4 * D * (D + 1)) + (K * D), (2 * T * H * K * D) + (T * T * H * K) + (2 * T * D * D) + (T * T * D) + (2 * K * D * (D + 1))),
        // Two normalisations and the usual attention beside the mixture.
        ["FeedForward"] = (
            $"Input({T}, {D}), TransformerBlock({H}, Components = {M}, Projections = {K})",
            (4 * D) + (4 * D * (D + 1)) + (M * D * (K + 2)) + D, (4 * T * D * D) + (2 * T * T * D) + (T * M * D * (K + 1))),
    };

    private static readonly Lazy<GeneratedAssembly> s_assembly = new(static () => new GeneratedAssembly(
        "using Gmnm; namespace Costs;\n" + string.Concat(s_places.Select(static place =>
            $"/// <summary>A test network.</summary>\n[Network, {place.Value.Attributes}, Loss(LossKind.MeanSquaredError)] public partial class {place.Key};\n")),
        "Costs"));

    public static TheoryData<string> Places => [.. s_places.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public void ParametersAndCostAreAsDocumented(string place)
    {
        var info = s_assembly.Value.Create(place).Info;
        Assert.Equal((s_places[place].Parameters, s_places[place].Cost), (info.ParameterCount, info.MultiplyAccumulates));
    }
}
