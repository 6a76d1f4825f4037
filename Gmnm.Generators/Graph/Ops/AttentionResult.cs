namespace Gmnm.Generators.Graph.Ops;

/// <summary>What a node of <see cref="Attention"/> yields.</summary>
internal enum AttentionResult
{
    /// <summary>The values mixed by the weights, [batch, Tq, H · E].</summary>
    Mixed,

    /// <summary>The logarithm of each row's sum of exponentials, [batch, H, Tq]: what the backward pass computes the weights from.</summary>
    LogSumExp,
}
