namespace Gmnm.Generators.Diagnostics;

/// <summary>Where one value of a declaration stands, or one argument of the attribute of the layer that it calls.</summary>
/// <param name="Place">Index of the value, or <see cref="CompilerError.Network"/> or <see cref="CompilerError.Loss"/>.</param>
/// <param name="Argument">Name of the argument; null for the whole attribute or expression.</param>
/// <param name="Location">The place.</param>
internal readonly record struct ArgumentLocation(int Place, string? Argument, SourceLocation Location);
