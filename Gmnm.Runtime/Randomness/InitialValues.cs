namespace Gmnm.Randomness;

/// <summary>Fills parameter tensors by their initialisers.</summary>
internal static class InitialValues
{
    /// <summary>
    /// Fills every tensor of <paramref name="info"/>; padding becomes zero. Each tensor has its own stream, keyed by
    /// its name, so that adding or removing a layer leaves the others as they were.
    /// </summary>
    public static void Fill(NetworkInfo info, ulong seed, Span<float> values)
    {
        values.Clear();
        foreach (var parameter in info.Parameters)
        {
            Fill(parameter.Initializer, StableHash.Key(seed, parameter.Name), values.Slice(parameter.Offset, parameter.Length));
        }
    }

    private static void Fill(Initializer initializer, ulong key, Span<float> values)
    {
        var random = new RandomStream(key);
        switch (initializer.Kind)
        {
            case InitializerKind.Constant:
                values.Fill(initializer.Scale);
                break;
            case InitializerKind.Uniform:
                foreach (ref var value in values)
                {
                    value = ((2 * random.NextSingle()) - 1) * initializer.Scale;
                }

                break;
            case InitializerKind.Normal or InitializerKind.InputSamples:
                foreach (ref var value in values)
                {
                    value = (float)(random.NextNormal() * initializer.Scale);
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(initializer), initializer.Kind, "Unknown initialiser.");
        }
    }
}
