namespace Gmnm.Generators.Tests.Oracle;

/// <summary>The numbers behind dropout masks: uniform in [0, 1), a hash of a key and an index.</summary>
internal static class UniformDraw
{
    public static double At(ulong key, int index)
    {
        var hash = unchecked((key ^ (ulong)index) * 0xD1342543DE82EF95);
        hash = unchecked((hash ^ (hash >> 32)) * 0xAF251AF3B0F025B5);
        return (hash >> 40) / (double)(1 << 24);
    }
}
