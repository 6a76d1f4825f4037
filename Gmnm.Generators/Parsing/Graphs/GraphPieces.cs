using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>What a network takes and gives, as values that were read.</summary>
/// <param name="Inputs">What it takes.</param>
/// <param name="Outputs">What it gives.</param>
/// <param name="Loss">The loss that a method computes; null where there is no such method.</param>
internal sealed record GraphPieces(ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphOutputValue> Outputs, GraphLoss? Loss);

/// <summary>One output. Its value is null where it could not be read.</summary>
internal sealed record GraphOutputValue(string Name, GraphValue? Value);

/// <summary>The loss that a method computes of the network's values and its targets.</summary>
internal sealed record GraphLoss(ImmutableArray<GraphValue> Targets, GraphValue Result, IMethodSymbol Method);
