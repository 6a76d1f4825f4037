namespace Gmnm.Generators.Declaration;

/// <summary>The loss of a network.</summary>
/// <param name="Kind">Which loss.</param>
/// <param name="LabelSmoothing">Cross-entropy: the share of the target spread over all classes.</param>
/// <param name="Delta">Huber: where the quadratic part ends.</param>
internal sealed record LossDeclaration(LossKind Kind, double LabelSmoothing, double Delta);
