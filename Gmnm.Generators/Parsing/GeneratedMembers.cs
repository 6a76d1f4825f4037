using System.Collections.Immutable;

namespace Gmnm.Generators.Parsing;

/// <summary>Names of the members that the generated half of every network class may declare, besides its layers.</summary>
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
        "TrainingProgram",
        "TrainingWorkspaceLength",
        "WorkspaceBytes",
        "_prepared",
        "_preparedVersion",
        "_preparing",
        "_workspaces");
}
