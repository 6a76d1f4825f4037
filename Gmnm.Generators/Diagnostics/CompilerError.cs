using Gmnm.Generators.Model;

namespace Gmnm.Generators.Diagnostics;

/// <summary>An error that a phase after parsing found: names a place in the declaration, not a location in a file.</summary>
/// <param name="Id">The diagnostic, for example <c>GMNM1001</c>.</param>
/// <param name="Layer">Index of the layer; -1 for the network, -2 for the loss.</param>
/// <param name="Argument">Name of the attribute's argument that is wrong; null for the whole attribute.</param>
/// <param name="Arguments">
/// What the message's placeholders take from the second on; the first is the layer's name (the last layer's for the loss, the
/// class's for the network).
/// </param>
internal sealed record CompilerError(string Id, int Layer, string? Argument, EquatableArray<string> Arguments)
{
    public const int Network = -1;
    public const int Loss = -2;
}
