using Gmnm.Gpu.Kernels;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

/// <summary>An attention's extents and options.</summary>
internal interface IAttentionCase
{
    static abstract GpuAttention Shape { get; }

    static abstract bool Masked { get; }

    static abstract bool Biased { get; }
}

/// <summary>More than one tile of queries and of keys, a size that is no multiple of 4, everything but causality.</summary>
internal readonly struct MaskedAndBiased : IAttentionCase
{
    public static GpuAttention Shape => new(7, 41, 2, 5, 7, 0.45f, false, 1);

    public static bool Masked => true;

    public static bool Biased => true;
}

/// <summary>Every query sees the keys up to its own; fewer queries than keys.</summary>
internal readonly struct Causal : IAttentionCase
{
    public static GpuAttention Shape => new(35, 38, 1, 8, 4, 0.35f, true, 2);

    public static bool Masked => false;

    public static bool Biased => false;
}

/// <summary>Causal with a mask that hides all that the first queries see.</summary>
internal readonly struct CausalAndMasked : IAttentionCase
{
    public static GpuAttention Shape => new(10, 9, 1, 4, 4, 0.5f, true, 1);

    public static bool Masked => true;

    public static bool Biased => false;
}

/// <summary>Features in more than one slab, of different number for keys and values.</summary>
internal readonly struct Wide : IAttentionCase
{
    public static GpuAttention Shape => new(5, 6, 1, 130, 35, 0.1f, false, 1);

    public static bool Masked => false;

    public static bool Biased => true;
}

/// <summary>More than 64 queries and keys, of more than 16 features, no multiple of 4.</summary>
internal readonly struct LongMaskedAndBiased : IAttentionCase
{
    public static GpuAttention Shape => new(70, 73, 2, 18, 30, 0.2f, false, 2);

    public static bool Masked => true;

    public static bool Biased => true;
}

/// <summary>Causal in two tiles, read by fours; more queries than keys.</summary>
internal readonly struct LongCausal : IAttentionCase
{
    public static GpuAttention Shape => new(70, 66, 1, 32, 16, 0.2f, true, 2, true);

    public static bool Masked => false;

    public static bool Biased => true;
}

/// <summary>Tiles and slabs that are full of rows, read by fours.</summary>
internal readonly struct Full : IAttentionCase
{
    public static GpuAttention Shape => new(64, 32, 2, 12, 20, 0.3f, false, 1, true);

    public static bool Masked => true;

    public static bool Biased => true;
}

/// <summary>The most that eight warps have shared memory for: only compiled, as the next three.</summary>
internal readonly struct EightWarps : IAttentionCase
{
    public static GpuAttention Shape => new(5, 6, 1, 64, 64, 0.1f, true, 8);

    public static bool Masked => true;

    public static bool Biased => true;
}

/// <summary>The most for four.</summary>
internal readonly struct FourWarps : IAttentionCase
{
    public static GpuAttention Shape => new(5, 6, 1, 160, 160, 0.1f, true, 4);

    public static bool Masked => false;

    public static bool Biased => false;
}

/// <summary>The most for two.</summary>
internal readonly struct TwoWarps : IAttentionCase
{
    public static GpuAttention Shape => new(5, 6, 1, 320, 352, 0.1f, false, 2);

    public static bool Masked => false;

    public static bool Biased => true;
}

/// <summary>The most for one.</summary>
internal readonly struct OneWarp : IAttentionCase
{
    public static GpuAttention Shape => new(5, 6, 1, 672, 704, 0.1f, false, 1);

    public static bool Masked => false;

    public static bool Biased => false;
}
