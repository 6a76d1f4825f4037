using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public class ConvolutionTests
{
    public static TheoryData<Width, int> Windows
    {
        get
        {
            var data = new TheoryData<Width, int>();
            foreach (var width in Enum.GetValues<Width>())
            {
                for (var window = 0; window < WindowCases.All.Count; window++)
                {
                    data.Add(width, window);
                }
            }

            return data;
        }
    }

    /// <summary>One group with few, some and many filters; all groups of one channel with 1, 3 and 5 filters each.</summary>
    [Theory]
    [MemberData(nameof(Windows))]
    public void OutputAndGradientsAreTheNaiveSums(Width width, int number)
    {
        var window = WindowCases.All[number];
        foreach (var filters in (int[])[1, 3, 13])
        {
            Check(width, 2, window, filters, 1);
        }

        foreach (var multiplier in (int[])[1, 3, 5])
        {
            Check(width, 2, window, multiplier * window.Channels, window.Channels);
        }
    }

    /// <summary>What a pooling of the output gives, one group with few and with whole tiles of filters.</summary>
    [Theory]
    [MemberData(nameof(Windows))]
    public void PooledOutputIsThatOfThePooling(Width width, int number)
    {
        var window = WindowCases.All[number];
        foreach (var filters in (int[])[13, 16, 32])
        {
            var call = new ConvolutionCall(2, window, filters, 1);
            call.Run(width);
            int rows = window.OutputHeight / 2, columns = window.OutputWidth / 2;
            var (pooled, visits) = (new Guarded(2 * filters * rows * columns), new Guarded(2 * filters * rows * columns));
            visits.Span.Clear();
            var places = new Guarded(pooled.Length);
            call.RunPooled(width, pooled, visits, places);
            for (var at = 0; at < pooled.Length; at++)
            {
                var (channel, y, x) = (at / (rows * columns), at / columns % rows, at % columns);
                var first = (channel * call.Positions) + (2 * y * window.OutputWidth) + (2 * x);
                var greatest = Math.Max(
                    Math.Max(call.Output[first], call.Output[first + 1]),
                    Math.Max(call.Output[first + window.OutputWidth], call.Output[first + window.OutputWidth + 1]));
                Assert.Equal(greatest, pooled[at], 1e-4f);
                var chosen = first + (places[at] >= 2 ? window.OutputWidth : 0) + ((int)places[at] % 2);
                Assert.Equal(greatest, call.Output[chosen], 1e-4f);
                Assert.Equal(1, visits[at]);
            }

            pooled.AssertMarginsUntouched();
            places.AssertMarginsUntouched();
            call.Scratch.AssertMarginsUntouched();
        }
    }

    [Theory]
    [InlineData(Width.Machine)]
    [InlineData(Width.Bits128)]
    public void GroupsOfSeveralChannelsAreApart(Width width)
    {
        Check(width, 3, WindowCases.Padded(WindowCases.Of(6, 9, 7, 3, 3), 1, 1, 1, 1), 4, 2);
        Check(width, 3, WindowCases.Strided(WindowCases.Of(6, 9, 7, 2, 3), 2, 1), 9, 3);
        Check(width, 1, WindowCases.Of(8, 5, 5, 1, 1), 24, 4);
    }

    /// <summary>More positions than are gathered at a time, many small samples, and none.</summary>
    [Theory]
    [InlineData(0, 8)]
    [InlineData(1, 37)]
    [InlineData(40, 5)]
    [InlineData(150, 3)]
    public void EveryNumberOfSamples(int samples, int size) =>
        Check(Width.Machine, samples, WindowCases.Padded(WindowCases.Of(3, size, size, 3, 3), 1, 1, 1, 1), 14, 1);

    [Fact]
    public void EveryRunGivesTheSameBits()
    {
        var window = WindowCases.Padded(WindowCases.Of(5, 13, 13, 3, 3), 1, 1, 1, 1);
        var (first, second) = (new ConvolutionCall(9, window, 14, 1), new ConvolutionCall(9, window, 14, 1));
        first.Run(Width.Machine);
        second.Scratch.Span.Fill(7);
        second.Run(Width.Machine);
        Assert.Equal(first.Output.Span, second.Output.Span);
        Assert.Equal(first.InputGradient.Span, second.InputGradient.Span);
        Assert.Equal(first.WeightGradient.Span, second.WeightGradient.Span);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        var dense = new ConvolutionCall(3, WindowCases.Of(4, 9, 9, 3, 3), 6, 1);
        var depthwise = new ConvolutionCall(3, WindowCases.Of(4, 9, 9, 3, 3), 4, 4);
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            dense.Run(Width.Machine);
            depthwise.Run(Width.Machine);
            Assert.Equal(0, round == 0 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    private static void Check(Width width, int samples, WindowShape window, int filters, int groups)
    {
        var call = new ConvolutionCall(samples, window, filters, groups);
        call.Run(width);
        var (output, inputGradient, weightGradient) = call.Expected();
        Assert.All(call.Visits.Span.ToArray(), static count => Assert.Equal(1, count));
        NumericAssert.Close($"{window} output", call.Output, output, call.Depth);
        NumericAssert.Close($"{window} input gradient", call.InputGradient, inputGradient, filters * call.Depth);
        NumericAssert.Close($"{window} weight gradient", call.WeightGradient, weightGradient, samples * call.Positions);
        foreach (var buffer in (Guarded[])[call.Output, call.Visits, call.InputGradient, call.WeightGradient, call.Scratch])
        {
            buffer.AssertMarginsUntouched();
        }
    }
}
