using Gmnm.Generators.Model;

namespace Gmnm.Generators.Declaration;

/// <summary>The loss of a network.</summary>
internal abstract record LossDeclaration;

/// <summary>A loss of the library, of a network with one output.</summary>
/// <param name="Kind">Which loss.</param>
/// <param name="LabelSmoothing">Cross-entropy: the share of the target spread over all classes.</param>
/// <param name="Delta">Huber: where the quadratic part ends.</param>
internal sealed record StandardLoss(LossKind Kind, double LabelSmoothing, double Delta) : LossDeclaration;

/// <summary>A loss that the user wrote as a method: the mean over the batch and over all elements of a value.</summary>
/// <param name="Targets">What it takes besides the network's inputs. Their operand ids follow those of the network's values.</param>
/// <param name="Values">
/// What it computes besides the network's values, in order. Their operand ids follow those of the targets, their places
/// those of the network's values.
/// </param>
/// <param name="Result">Id of the operand whose mean is the loss.</param>
internal sealed record SymbolicLoss(
    EquatableArray<InputDeclaration> Targets, EquatableArray<ValueDeclaration> Values, int Result) : LossDeclaration;
