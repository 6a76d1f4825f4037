using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public class ImagePatchesTests
{
    private const int Samples = 2;

    public static TheoryData<int> Windows => [.. Enumerable.Range(0, WindowCases.All.Count)];

    [Theory]
    [MemberData(nameof(Windows))]
    public void PatchesHoldWhatWindowsSeeAndTheAdjointAddsItUp(int number)
    {
        var window = WindowCases.All[number];
        var (taps, plane, positions) = (window.KernelHeight * window.KernelWidth, window.Height * window.Width, window.OutputHeight * window.OutputWidth);
        var input = Guarded.Random(Samples * window.Channels * plane, 1);
        var gradient = Guarded.Random(Samples * positions * window.Channels * taps, 2);
        var (patches, result, scratch) = (new Guarded(gradient.Length), new Guarded(input.Length), new Guarded(ImagePatches.ScratchLength(window)));
        ImagePatches.Gather(Samples, window, ref input.Start, ref patches.Start, ref scratch.Start);
        ImagePatches.Add(Samples, window, ref gradient.Start, ref result.Start, ref scratch.Start);

        var (expected, expectedGradient) = (new double[patches.Length], new double[input.Length]);
        foreach (var (position, tap, element) in WindowCases.Pairs(window).Where(static pair => pair.Input >= 0))
        {
            for (var channel = 0; channel < Samples * window.Channels; channel++)
            {
                var (sample, c) = (channel / window.Channels, channel % window.Channels);
                var at = (((((sample * positions) + position) * window.Channels) + c) * taps) + tap;
                expected[at] = input[(channel * plane) + element];
                expectedGradient[(channel * plane) + element] += gradient[at];
            }
        }

        NumericAssert.Close($"{window}", patches, expected, 0);
        NumericAssert.Close($"{window} adjoint", result, expectedGradient, taps);
        foreach (var buffer in (Guarded[])[patches, result, scratch])
        {
            buffer.AssertMarginsUntouched();
        }
    }

    /// <summary>⟨A x, y⟩ = ⟨x, Aᵀ y⟩, and a constant stays constant.</summary>
    [Theory]
    [InlineData(1, 1, 2, 2)]
    [InlineData(3, 4, 2, 2)]
    [InlineData(1, 7, 1, 3)]
    [InlineData(5, 2, 4, 3)]
    public void BilinearUpsamplingHasItsAdjoint(int height, int width, int factorHeight, int factorWidth)
    {
        const int planes = 3;
        var input = Guarded.Random(planes * height * width, 1);
        var gradient = Guarded.Random(input.Length * factorHeight * factorWidth, 2);
        var (output, inputGradient) = (new Guarded(gradient.Length), new Guarded(input.Length));
        BilinearUpsampling.Forward(planes, height, width, factorHeight, factorWidth, ref input.Start, ref output.Start);
        BilinearUpsampling.Adjoint(planes, height, width, factorHeight, factorWidth, ref gradient.Start, ref inputGradient.Start);
        output.AssertMarginsUntouched();
        inputGradient.AssertMarginsUntouched();

        double Dot(Guarded left, Guarded right) => Enumerable.Range(0, left.Length).Sum(i => (double)left[i] * right[i]);
        Assert.Equal(Dot(output, gradient), Dot(input, inputGradient), 1e-5);
        input.Span.Fill(0.7f);
        BilinearUpsampling.Forward(planes, height, width, factorHeight, factorWidth, ref input.Start, ref output.Start);
        Assert.All(output.Span.ToArray(), static value => Assert.Equal(0.7f, value, 1e-6f));
    }

    /// <summary>By hand: centres at 0.25 and 0.75 between neighbours, constant beyond the ends.</summary>
    [Fact]
    public void BilinearUpsamplingInterpolatesBetweenCentres()
    {
        float[] input = [0, 4, 8], output = new float[6];
        BilinearUpsampling.Forward(1, 1, 3, 1, 2, ref input[0], ref output[0]);
        Assert.Equal([0, 1, 3, 5, 7, 8], output);
    }
}
