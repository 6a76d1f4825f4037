using Gmnm.Generators.Model;

namespace Gmnm.Generators.Diagnostics;

/// <summary>An error that a phase after parsing found: names a place in the declaration, not a location in a file.</summary>
/// <param name="Id">The diagnostic, for example <c>GMNM1001</c>.</param>
/// <param name="Place">Index of the value; -1 for the network, -2 for the loss.</param>
/// <param name="Argument">Name of the attribute's argument that is wrong; null for the whole attribute or expression.</param>
/// <param name="Arguments">
/// What the message's placeholders take from the second on; the first is the name of the layer that the value calls, else the
/// value's (the first output's for the loss, the class's for the network).
/// </param>
internal sealed record CompilerError(string Id, int Place, string? Argument, EquatableArray<string> Arguments)
{
    public const int Network = -1;
    public const int Loss = -2;
}
