using System.Collections.Immutable;

namespace Gmnm.Gpu;

/// <summary>A kernel as PTX, which the driver compiles.</summary>
/// <param name="Entry">Name of the function in the text.</param>
/// <param name="ParameterBytes">Size of each of its parameters.</param>
/// <param name="Text">The text.</param>
internal sealed record PtxKernel(string Entry, ImmutableArray<int> ParameterBytes, string Text);
