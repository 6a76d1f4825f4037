using CsCheck;
using Gmnm.Randomness;

namespace Gmnm.Runtime.Tests.Randomness;

public class RandomStreamTests
{
    [Fact]
    public void PortableLogarithmIsWithinTwoUnits() =>
        Gen.Double[1e-300, 1e300].Sample(value =>
        {
            var expected = Math.Log(value);
            return Math.Abs(PortableLogarithm.Of(value) - expected) <= 2 * Math.Max(Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected), 1e-17);
        });

    [Fact]
    public void PortableLogarithmIsAccurateNearOne() =>
        Gen.Double[0.5, 1].Sample(value =>
            Math.Abs(PortableLogarithm.Of(value) - Math.Log(value)) <= 4e-16 * Math.Max(-Math.Log(value), 1e-16));

    [Fact]
    public void BoundedIntegersAreUniform()
    {
        var random = new RandomStream(5);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
        {
            counts[random.NextInt(7)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void ShuffleIsAPermutation() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 300]).Sample((key, length) =>
        {
            var items = Enumerable.Range(0, length).ToArray();
            new RandomStream(key).Shuffle(items);
            return items.Order().SequenceEqual(Enumerable.Range(0, length));
        });
}
