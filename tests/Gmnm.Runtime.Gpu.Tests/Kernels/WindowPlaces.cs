using Gmnm.Numerics;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

/// <summary>What each window sees, in a plain loop.</summary>
internal static class WindowPlaces
{
    internal const int Samples = 2;

    /// <summary>Each element of each window: index in the output and the input, -1 for padding.</summary>
    internal static IEnumerable<(int Sample, int Channel, int Position, int Tap, int Input)> Of(WindowShape window)
    {
        for (var sample = 0; sample < Samples; sample++)
        {
            for (var channel = 0; channel < window.Channels; channel++)
            {
                for (var position = 0; position < window.OutputHeight * window.OutputWidth; position++)
                {
                    for (var tap = 0; tap < window.KernelHeight * window.KernelWidth; tap++)
                    {
                        var row = (position / window.OutputWidth * window.StrideHeight)
                            + (tap / window.KernelWidth * window.DilationHeight) - window.PaddingTop;
                        var column = (position % window.OutputWidth * window.StrideWidth)
                            + (tap % window.KernelWidth * window.DilationWidth) - window.PaddingLeft;
                        var isInside = row >= 0 && row < window.Height && column >= 0 && column < window.Width;
                        var plane = (sample * window.Channels) + channel;
                        yield return (sample, channel, position, tap,
                            isInside ? (((plane * window.Height) + row) * window.Width) + column : -1);
                    }
                }
            }
        }
    }

    internal static int InputLength(WindowShape window) => Samples * window.Channels * window.Height * window.Width;

    internal static int OutputLength(WindowShape window, int channels) =>
        Samples * channels * window.OutputHeight * window.OutputWidth;
}
