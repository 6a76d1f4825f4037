using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Losses for the tables of networks.</summary>
internal static class Losses
{
    /// <summary>Every kind, and those with options twice.</summary>
    public static IReadOnlyList<StandardLoss> All { get; } =
    [
        .. Enum.GetValues<Declaration.LossKind>().Select(static kind => Of(kind)),
        Of(Declaration.LossKind.Huber, delta: 0.4),
        Of(Declaration.LossKind.CrossEntropy, labelSmoothing: 0.1),
    ];

    public static StandardLoss Of(Declaration.LossKind kind, double labelSmoothing = 0, double delta = 1) =>
        new(kind, labelSmoothing, delta);
}
