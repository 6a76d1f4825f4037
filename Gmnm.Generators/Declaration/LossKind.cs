namespace Gmnm.Generators.Declaration;

/// <summary>Mirrors <c>Gmnm.LossKind</c>.</summary>
internal enum LossKind
{
    MeanSquaredError,
    MeanAbsoluteError,
    Huber,
    CrossEntropy,
    BinaryCrossEntropy,
    GaussianNegativeLogLikelihood,
}
