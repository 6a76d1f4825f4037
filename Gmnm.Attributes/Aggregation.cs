namespace Gmnm;

/// <summary>How the K projections y_k of one Gaussian component become its exponent q; the component is exp(-q / 2).</summary>
public enum Aggregation
{
    /// <summary>Sum of y_k²: a squared Mahalanobis distance of rank K. The default.</summary>
    Norm,

    /// <summary>(Sum of y_k)².</summary>
    Sum,

    /// <summary>(zᵀ A z)² with A of rank K, free and indefinite.</summary>
    Quadratic,

    /// <summary>Sum over the inputs of (s_d z_d)²: axis-aligned.</summary>
    Diagonal,

    /// <summary>s² |z|²: the classical radial basis function.</summary>
    Isotropic,
}
