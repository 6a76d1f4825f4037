namespace Gmnm;

/// <summary>What a training target holds.</summary>
public enum TargetKind
{
    /// <summary>The network has no loss.</summary>
    None,

    /// <summary>One value for each output (or for each mean, for a Gaussian likelihood).</summary>
    Values,

    /// <summary>One probability in [0, 1] for each output, which is a logit.</summary>
    Probabilities,

    /// <summary>One class index in [0, OutputLength), stored as a float.</summary>
    ClassIndex,
}
