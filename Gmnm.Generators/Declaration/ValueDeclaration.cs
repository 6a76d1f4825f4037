using Gmnm.Generators.Declaration.Operations;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Declaration;

/// <summary>One value that a network computes. Its index is its place: what errors, tables and nodes of graphs refer to.</summary>
/// <param name="Operation">What computes it.</param>
/// <param name="Operands">Ids of what it is computed from: see <see cref="NetworkDeclaration.Values"/>.</param>
/// <param name="Name">An identifier, unique among the values: the user's variable, or the name of the layer.</param>
internal sealed record ValueDeclaration(Operation Operation, EquatableArray<int> Operands, string Name);
