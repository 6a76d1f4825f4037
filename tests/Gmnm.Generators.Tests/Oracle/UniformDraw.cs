using Gmnm.Numerics;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>The numbers behind dropout masks, from the runtime: their distribution is tested there.</summary>
internal static class UniformDraw
{
    /// <summary>Uniform in [0, 1).</summary>
    public static float At(ulong key, int index)
    {
        var value = 0f;
        Lanes1.Store(Lanes1.Uniform(key, index), ref value, 0);
        return value;
    }
}
