using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>What parsing a class with [Block] gives.</summary>
/// <param name="Stubs">Its layer methods; null where there are none to implement.</param>
/// <param name="Errors">What is wrong with its form.</param>
internal sealed record BlockParse(LayerStubs? Stubs, EquatableArray<DiagnosticInfo> Errors);
