using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public class SinusoidTableTests
{
    /// <summary>Also far along a sequence, where single precision could not even hold the angle.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(5, 4)]
    [InlineData(100_000, 3)]
    public void TablesAreSinesAndCosinesOfTheirAngles(int length, int features)
    {
        var (sine, cosine, interleaved) = (Table(length, features), Table(length, features), Table(length, features));
        SinusoidTable.FillSine(length, features, ref sine.Start);
        SinusoidTable.FillCosine(length, features, ref cosine.Start);
        SinusoidTable.FillInterleaved(length, features, ref interleaved.Start);
        for (var place = 0; place < length; place += length > 1000 ? 997 : 1)
        {
            for (var column = 0; column < features; column++)
            {
                var at = ((long)place * features) + column;
                var angle = place / Math.Pow(10000, (double)column / features);
                Assert.Equal(Math.Sin(angle), sine[at], 1e-7);
                Assert.Equal(Math.Cos(angle), cosine[at], 1e-7);
                var shared = place / Math.Pow(10000, (column - (column % 2)) / (double)features);
                Assert.Equal(column % 2 == 0 ? Math.Sin(shared) : Math.Cos(shared), interleaved[at], 1e-7);
            }
        }

        sine.AssertMarginsUntouched();
        cosine.AssertMarginsUntouched();
        interleaved.AssertMarginsUntouched();
    }

    private static Guarded Table(int length, int features) => new((long)length * features);
}
