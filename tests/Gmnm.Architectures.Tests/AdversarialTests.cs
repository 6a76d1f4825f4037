namespace Gmnm.Architectures;

/// <summary>Two networks trained in alternation, each against the other.</summary>
public sealed class AdversarialTests
{
    private const int Batch = 64;
    private const int Rounds = 400;
    private const float CentreX = 2;
    private const float CentreY = -1;

    private static readonly float[] s_ones = [.. Enumerable.Repeat(1f, Batch)];
    private static readonly float[] s_verdicts = [.. Enumerable.Repeat(1f, Batch), .. Enumerable.Repeat(0f, Batch)];

    [Fact]
    public void GeneratorMovesTowardsTheData() => Play<Generator, Discriminator, GeneratorGame>();

    [Fact]
    public void GmnmGeneratorMovesTowardsTheData() => Play<GmnmGenerator, GmnmDiscriminator, GmnmGeneratorGame>();

    /// <summary>
    /// The mean of the generated points comes to lie at least twice as near to that of the data as at the start, and a round
    /// allocates nothing.
    /// </summary>
    private static void Play<TGenerator, TDiscriminator, TGame>()
        where TGenerator : class, INetwork<TGenerator>
        where TDiscriminator : class, ITrainableNetwork<TDiscriminator>
        where TGame : class, ITrainableNetwork<TGame>
    {
        var (generator, discriminator, game) = (TGenerator.Create(), TDiscriminator.Create(seed: 2), TGame.Create(seed: 1));
        var judging = new Trainer<TDiscriminator>(discriminator, new Adam(3e-3, beta1: 0.5));
        var playing = new Trainer<TGame>(game, new Adam(3e-3, beta1: 0.5));
        var random = new Random(7);
        var (noise, points) = (new float[4 * Batch], new float[2 * 2 * Batch]);
        var (first, last) = (double.NaN, double.NaN);
        for (var round = 1; round < Rounds; round++)
        {
            Round();
            first = round == 1 ? last : first;
        }

        Allocation.IsNone(TGame.Info.Name + ", round", Round);
        Assert.True(last < first / 2, $"the distance went from {first} to {last}");

        void Round()
        {
            Draw(random, noise, 0, 0, spread: 1);
            generator.Parameters.CopyFrom(game.Parameters, from: "generator");
            Draw(random, points.AsSpan(0, 2 * Batch), CentreX, CentreY, spread: 0.2f);
            generator.Predict(noise, points.AsSpan(2 * Batch));
            last = Distance(points.AsSpan(2 * Batch));
            judging.Step(points, s_verdicts);
            game.Parameters.CopyFrom(discriminator.Parameters, to: "discriminator");
            playing.Step(noise, s_ones);
        }
    }

    private static void Draw(Random random, Span<float> values, float even, float odd, float spread)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (i % 2 == 0 ? even : odd) + (spread * ((2 * random.NextSingle()) - 1));
        }
    }

    private static double Distance(ReadOnlySpan<float> points)
    {
        var (x, y) = (0f, 0f);
        for (var i = 0; i < points.Length; i += 2)
        {
            (x, y) = (x + points[i], y + points[i + 1]);
        }

        return double.Hypot((x / Batch) - CentreX, (y / Batch) - CentreY);
    }
}
