namespace Gmnm.Randomness;

/// <summary>Random orders of samples: a function of the key and the number of samples alone.</summary>
internal static class SampleOrder
{
    /// <summary>Fills <paramref name="order"/> with a random permutation of its indices.</summary>
    public static void Fill(ulong key, Span<int> order)
    {
        FillSorted(order);
        new RandomStream(key).Shuffle(order);
    }

    /// <summary>Fills <paramref name="order"/> with 0, 1, 2, ….</summary>
    public static void FillSorted(Span<int> order)
    {
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
    }
}
