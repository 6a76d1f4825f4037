using System.Runtime.CompilerServices;
using ILGPU.Util;

namespace Gmnm.Gpu.Kernels;

/// <summary>What an attention reads.</summary>
/// <param name="query">[samples, queries, heads · size].</param>
/// <param name="key">[samples, keys, heads · size].</param>
/// <param name="value">[samples, keys, heads · valueSize].</param>
/// <param name="masked">Whether there is a mask.</param>
/// <param name="mask">[samples, keys], 0 for a hidden key; any place where there is none.</param>
/// <param name="biased">Whether there is a bias.</param>
/// <param name="bias">[samples, keys, heads], added to the scores of a key; any place where there is none.</param>
public readonly struct AttentionOperands(
    Place query, Place key, Place value, bool masked, Place mask, bool biased, Place bias)
{
    /// <summary>What a hidden key's score becomes: no sum sees its exponential, and differences stay finite.</summary>
    public const float Hidden = -1e30f;

    /// <summary>[samples, queries, heads · size].</summary>
    public Place Query { get; } = query;

    /// <summary>[samples, keys, heads · size].</summary>
    public Place Key { get; } = key;

    /// <summary>[samples, keys, heads · valueSize].</summary>
    public Place Value { get; } = value;

    /// <summary>What is added to the scores of a key: <see cref="Hidden"/> where it is masked, or none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Term(GpuAttention shape, int sample, int head, int key)
    {
        if (key >= shape.Keys || (masked && mask[(sample * shape.Keys) + key] == 0f))
        {
            return Hidden;
        }

        return biased ? bias[(((sample * shape.Keys) + key) * shape.Heads) + head] : 0f;
    }

    /// <summary>The score of a query and a key.</summary>
    /// <param name="shape">The attention.</param>
    /// <param name="product">Of the two.</param>
    /// <param name="term">The key's <see cref="Term"/>.</param>
    /// <param name="query">The query's place.</param>
    /// <param name="key">The key's place.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Score(GpuAttention shape, float product, float term, int query, int key)
    {
        if (shape.Causal)
        {
            term = Utilities.Select(key > query, Hidden, term);
        }

        return Utilities.Select(term == Hidden, Hidden, (shape.Scale * product) + term);
    }
}
