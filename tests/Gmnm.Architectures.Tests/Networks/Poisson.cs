namespace Gmnm.Architectures;

/// <summary>
/// Solves Δu = f in a square with u = 0 on its boundary: the loss holds the network's own second derivatives. Raissi et
/// al., Physics-informed neural networks, 2019.
/// </summary>
[Network]
public sealed partial class Poisson
{
    [Linear(24), Tanh, Linear(24), Tanh, Linear(1)]
    private partial SymbolicTensor Solution(SymbolicTensor point);

    private SymbolicTensor Forward([Shape(2)] SymbolicTensor point) => Solution(point);

    /// <summary>The targets: f at the point, and 1 where the point is on the boundary.</summary>
    [Loss]
    private SymbolicTensor Residual(SymbolicTensor point, [Shape(1)] SymbolicTensor source, [Shape(1)] SymbolicTensor boundary)
    {
        var u = Forward(point);
        return SymbolicTensor.Where(boundary > 0.5f, 10 * u.Square(), (u.Laplacian(point) - source).Square());
    }
}

/// <summary>The same equation solved by one layer of Gaussians.</summary>
[Network]
public sealed partial class GmnmPoisson
{
    [Gmnm(1, Components = 48, Projections = 2)]
    private partial SymbolicTensor Solution(SymbolicTensor point);

    private SymbolicTensor Forward([Shape(2)] SymbolicTensor point) => Solution(point);

    /// <summary>The targets: f at the point, and 1 where the point is on the boundary.</summary>
    [Loss]
    private SymbolicTensor Residual(SymbolicTensor point, [Shape(1)] SymbolicTensor source, [Shape(1)] SymbolicTensor boundary)
    {
        var u = Forward(point);
        return SymbolicTensor.Where(boundary > 0.5f, 10 * u.Square(), (u.Laplacian(point) - source).Square());
    }
}
