namespace Gmnm.Generators.Declaration;

/// <summary>One output of a network.</summary>
/// <param name="Name">The user's name for it, unique among the outputs.</param>
/// <param name="Value">Id of the operand that it is: see <see cref="NetworkDeclaration.Values"/>.</param>
internal sealed record OutputDeclaration(string Name, int Value);
