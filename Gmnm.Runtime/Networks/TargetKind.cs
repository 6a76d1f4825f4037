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

    /// <summary>One class index for each row of the output, in [0, length of the row), stored as a float.</summary>
    ClassIndex,

    /// <summary>What the network's own loss takes.</summary>
    Custom,
}
