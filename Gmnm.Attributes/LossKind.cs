namespace Gmnm;

/// <summary>A training loss, averaged over the batch (and over the outputs, where a target has one value for each).</summary>
public enum LossKind
{
    /// <summary>Mean of (output - target)².</summary>
    MeanSquaredError,

    /// <summary>Mean of |output - target|.</summary>
    MeanAbsoluteError,

    /// <summary>Quadratic up to Delta, linear beyond.</summary>
    Huber,

    /// <summary>Softmax cross-entropy of logits on the last axis against a class index, the mean over the positions before it.</summary>
    CrossEntropy,

    /// <summary>Sigmoid cross-entropy of logits against values in [0, 1].</summary>
    BinaryCrossEntropy,

    /// <summary>
    /// Negative log-likelihood of a normal distribution, without the constant. The first half of the outputs are
    /// means, the second half logarithms of variances; the target has half as many values.
    /// </summary>
    GaussianNegativeLogLikelihood,
}
