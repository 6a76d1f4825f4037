using Gmnm.Generators.Model;

namespace Gmnm.Generators.Declaration;

/// <summary>
/// A partial method that stands for layers. It never runs: generated code implements it so that the class compiles, with
/// its shapes as documentation.
/// </summary>
/// <param name="Signature">
/// The implementing part up to its body, modifiers included and every type in full:
/// <c>private partial global::Gmnm.SymbolicTensor Encode(global::Gmnm.SymbolicTensor x)</c>.
/// </param>
/// <param name="Text">Its layers as the user wrote them: <c>Linear(8), Relu</c>.</param>
/// <param name="Calls">Where <c>Forward</c> calls it, in order; empty where nothing does.</param>
internal sealed record LayerMethod(string Signature, string Text, EquatableArray<LayerMethodCall> Calls);

/// <summary>One call of a <see cref="LayerMethod"/>.</summary>
/// <param name="Operands">Ids of the arguments.</param>
/// <param name="Result">Id of the result.</param>
internal sealed record LayerMethodCall(EquatableArray<int> Operands, int Result);
