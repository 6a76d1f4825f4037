using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>
/// The runtime's types that kernels are made of. In the files they stand behind an alias, so that no member, type or namespace of
/// the user hides them.
/// </summary>
internal static class GpuTypes
{
    private const string Alias = "kernels";

    /// <summary>The directive that the files begin with.</summary>
    public const string Using = Alias + " = global::Gmnm.Gpu.Kernels";

    /// <summary>Their names; a test compares them with the runtime's.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "AnyRows", "AttentionOperands", "AxisAlignedGaussians", "BilinearUpsampling", "CenteredWeights", "ConvolutionFilters",
        "ConvolutionGradientPatches", "ConvolutionOutputs", "ConvolutionPatches", "ConvolutionPatchesTransposed", "DepthMajor",
        "DirectConvolution", "EightFeatures", "Elements", "EmbeddingRows", "FourFeatures", "FourSquares", "FoursAlongDepth",
        "FoursAlongLines", "FusedAttention", "GaussianLines", "GaussiansOfFour", "GaussiansOfOne", "GaussiansOfThree",
        "GaussiansOfTwo", "GpuAttention", "GpuColumnSums", "GpuGrid", "GpuMath", "GpuMixture", "GpuNorm", "GpuPartSums",
        "GpuQuadratic", "GpuReduction", "GpuRowProducts", "GpuSavedGaussians", "GpuSum", "GpuTiledProduct", "GpuWindow",
        "HeadFeatures", "HeadRows", "HeadSlab", "IElementEpilogue", "IGpuAggregation", "IHeadFeatures", "IHeadRows", "IOperand",
        "IProductEpilogue", "IProductSide", "ISavedProjections", "IThreadTile", "IVectorOperand", "ImagePatches", "LineMajor",
        "Negated", "NoneSaved", "OneSquare", "Place", "Pooling", "Quad", "RowAttention", "SavedProjections", "ScalarsAlongDepth",
        "ScalarsAlongLines", "SharedFours", "Shifted", "SinusoidTable", "SixteenFeatures", "SixteenSlices", "SlicedSquare",
        "SquareOfFour", "TensorSquares", "TwelveFeatures", "WholeRows", "Written", "WrittenFours",
        "WrittenImage", "WrittenImageFours",
    ];

    private static readonly Regex s_names = new($@"(?<![\w.:])({string.Join("|", Names)})(?!\w)");

    /// <summary>Kernels as they stand in a file.</summary>
    public static string Qualify(string code) => string.Join(
        "\n", code.Split('\n').Select(static line => line.TrimStart().StartsWith("//", StringComparison.Ordinal) ? line : s_names.Replace(line, Alias + "::$1")));
}
