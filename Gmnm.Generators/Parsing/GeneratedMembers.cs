using System.Collections.Immutable;

namespace Gmnm.Generators.Parsing;

/// <summary>Names of the members that the generated half of every network class may declare, besides its layers, and of what it calls.</summary>
internal static class GeneratedMembers
{
    public static ImmutableHashSet<string> Names { get; } = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Create",
        "ForwardBackward",
        "InferenceProgram",
        "Info",
        "InputLength",
        "Loss",
        "LossProgram",
        "LossWorkspaces",
        "MultiplyAccumulates",
        "OutputLength",
        "ParameterBufferLength",
        "ParameterCount",
        "Parameters",
        "Predict",
        "Prepare",
        "TargetLength",
        "TileRows",
        "TrainableLength",
        "TrainingProgram",
        "TrainingWorkspaceLength",
        "WorkspaceBytes",
        "_prepared",
        "_preparedVersion",
        "_preparing",
        "_workspaces").Union(CalledTypes);

    /// <summary>Types that the generated code calls by their short names: a member of that name would hide them.</summary>
    public static IEnumerable<string> CalledTypes =>
    [
        "AlignedBuffer",
        "AxisAlignedGaussians",
        "GaussianProjections",
        "IEpilogue",
        "ILanes",
        "IMapBody",
        "INetwork",
        "IReductionBody",
        "ITrainableNetwork",
        "Initializer",
        "Lock",
        "Math",
        "MathF",
        "MatrixMultiply",
        "MemoryMarshal",
        "MethodImpl",
        "MethodImplOptions",
        "NetworkInfo",
        "NormAggregation",
        "ParameterBuffer",
        "ParameterKind",
        "QuadraticAggregation",
        "ReadOnlySpan",
        "ShapeCheck",
        "Span",
        "SumAggregation",
        "TargetKind",
        "TensorSpan",
        "Transcendental",
        "Unsafe",
        "Vectorized",
        "Volatile",
        "WorkspacePool",
        "var",
    ];
}
