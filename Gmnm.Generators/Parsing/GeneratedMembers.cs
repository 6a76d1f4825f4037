using System.Collections.Immutable;

namespace Gmnm.Generators.Parsing;

/// <summary>Names of the members that the generated half of every network class may declare, besides its layers.</summary>
internal static class GeneratedMembers
{
    public static ImmutableHashSet<string> Names { get; } = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Create",
        "ForwardBackward",
        "Info",
        "InputLength",
        "Load",
        "Loss",
        "MultiplyAccumulates",
        "OutputLength",
        "ParameterCount",
        "Parameters",
        "Predict",
        "Save",
        "TargetLength",
        "TrainingWorkspaceLength",
        "WorkspaceBytes");
}
