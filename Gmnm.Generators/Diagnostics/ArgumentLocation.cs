namespace Gmnm.Generators.Diagnostics;

/// <summary>Where one argument of a layer's attribute stands.</summary>
/// <param name="Layer">Index of the layer, or <see cref="CompilerError.Network"/> or <see cref="CompilerError.Loss"/>.</param>
/// <param name="Argument">Name of the argument; null for the whole attribute.</param>
/// <param name="Location">The place.</param>
internal readonly record struct ArgumentLocation(int Layer, string? Argument, SourceLocation Location);
