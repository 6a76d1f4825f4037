namespace Gmnm.Generators.Declaration;

/// <summary>Trainable scalars of a layer. Decimal, because wrong declarations ask for more than a long counts.</summary>
internal static class ParameterCount
{
    /// <param name="layer">The layer.</param>
    /// <param name="features">Size of its input's innermost axis.</param>
    public static decimal Of(LayerDeclaration layer, decimal features) => layer switch
    {
        LinearLayer linear => (linear.Units * features) + Bias(linear.Bias, linear.Units),
        GmnmLayer gmnm => (gmnm.Components * (features + Form(gmnm, features) + gmnm.Units)) + Bias(gmnm.Bias, gmnm.Units),
        LayerNormLayer { Affine: true } => 2 * features,
        _ => 0,
    };

    /// <summary>What shapes one component besides its centre.</summary>
    private static decimal Form(GmnmLayer layer, decimal features) => layer.Aggregation switch
    {
        Aggregation.Isotropic => 1,
        Aggregation.Diagonal => features,
        Aggregation.Quadratic => 2m * layer.Projections * features,
        _ => layer.Projections * features,
    };

    private static decimal Bias(bool has, int units) => has ? units : 0;
}
