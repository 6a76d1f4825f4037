using Gmnm.Generators.Declaration;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Compilation;

/// <summary>A value of the network or of its loss, and its cost for one sample.</summary>
/// <param name="Declaration">The value.</param>
/// <param name="Layer">The layer that it calls; null for an operation.</param>
/// <param name="Shape">Shape of one sample.</param>
/// <param name="ParameterCount">Scalars of the layer, running statistics aside; 0 where an earlier call has counted them.</param>
/// <param name="MultiplyAccumulates">Multiply-accumulates of one sample's prediction.</param>
internal sealed record CompiledValue(
    ValueDeclaration Declaration, LayerDeclaration? Layer, Shape Shape, int ParameterCount, long MultiplyAccumulates);
