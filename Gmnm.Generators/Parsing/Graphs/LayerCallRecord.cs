using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>One call of a layer method.</summary>
internal sealed record LayerCallRecord(IMethodSymbol Method, ImmutableArray<GraphValue> Operands, GraphValue Result);
