using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

/// <summary>Windows over strides, paddings, dilations and sizes where loops end.</summary>
internal static class WindowCases
{
    internal static IReadOnlyList<WindowShape> All { get; } =
    [
        Of(1, 1, 1, 1, 1), Of(3, 5, 7, 1, 1), Of(2, 4, 4, 2, 2), Of(3, 7, 9, 3, 3), Of(5, 6, 33, 3, 3),
        Of(2, 17, 19, 5, 5), Of(1, 28, 28, 3, 3), Of(17, 3, 3, 3, 3), Of(4, 1, 40, 1, 3), Of(4, 1, 9, 1, 9),
        Padded(Of(3, 8, 8, 3, 3), 1, 1, 1, 1), Padded(Of(2, 6, 5, 3, 2), 1, 0, 1, 0), Padded(Of(2, 6, 5, 4, 4), 1, 2, 1, 2),
        Padded(Of(2, 1, 12, 1, 5), 0, 0, 4, 0), Padded(Of(3, 16, 16, 3, 3), 1, 1, 1, 1),
        Padded(Of(1, 2, 2, 5, 5), 4, 4, 4, 4),
        Strided(Of(3, 8, 8, 2, 2), 2, 2), Strided(Of(2, 9, 11, 3, 3), 2, 2), Strided(Of(2, 9, 50, 3, 3), 3, 2), Strided(Of(5, 7, 7, 1, 1), 2, 2),
        Strided(Of(3, 14, 14, 2, 2), 2, 2), Strided(Of(2, 7, 9, 2, 2), 2, 2), Strided(Of(2, 6, 70, 2, 2), 2, 2),
        Padded(Of(4, 20, 28, 3, 3), 1, 1, 1, 1), Padded(Of(2, 3, 300, 3, 3), 1, 1, 1, 1), Strided(Of(2, 9, 40, 2, 2), 1, 3), Strided(Padded(Of(3, 15, 15, 3, 3), 1, 1, 1, 1), 2, 2),
        Strided(Padded(Of(1, 49, 10, 10, 4), 4, 5, 1, 1), 2, 2), Strided(Padded(Of(2, 10, 10, 3, 3), 0, 1, 0, 1), 2, 2),
        Dilated(Of(2, 12, 13, 3, 3), 2, 2), Dilated(Padded(Of(3, 9, 9, 3, 3), 2, 2, 2, 2), 2, 2),
        Strided(Dilated(Padded(Of(2, 20, 40, 3, 4), 1, 1, 3, 2), 2, 3), 2, 2), Dilated(Padded(Of(2, 1, 30, 1, 3), 0, 0, 8, 0), 1, 4),
    ];

    internal static WindowShape Of(int channels, int height, int width, int kernelHeight, int kernelWidth) => new()
    {
        Channels = channels,
        Height = height,
        Width = width,
        KernelHeight = kernelHeight,
        KernelWidth = kernelWidth,
        OutputHeight = height - kernelHeight + 1,
        OutputWidth = width - kernelWidth + 1,
    };

    /// <summary>Strides: to be applied last.</summary>
    internal static WindowShape Strided(WindowShape window, int height, int width) => window with
    {
        StrideHeight = height,
        StrideWidth = width,
        OutputHeight = ((window.OutputHeight - 1) / height) + 1,
        OutputWidth = ((window.OutputWidth - 1) / width) + 1,
    };

    internal static WindowShape Dilated(WindowShape window, int height, int width) => window with
    {
        DilationHeight = height,
        DilationWidth = width,
        OutputHeight = window.OutputHeight - ((height - 1) * (window.KernelHeight - 1)),
        OutputWidth = window.OutputWidth - ((width - 1) * (window.KernelWidth - 1)),
    };

    internal static WindowShape Padded(WindowShape window, int top, int bottom, int left, int right) => window with
    {
        PaddingTop = top,
        PaddingLeft = left,
        OutputHeight = window.OutputHeight + top + bottom,
        OutputWidth = window.OutputWidth + left + right,
    };

    /// <summary>
    /// Every pair of an output position and an element of the kernel: index of the position, of the element, and of what it
    /// sees within a channel of the input; -1 for padding.
    /// </summary>
    internal static IEnumerable<(int Position, int Tap, int Input)> Pairs(WindowShape window)
    {
        for (var position = 0; position < window.OutputHeight * window.OutputWidth; position++)
        {
            for (var tap = 0; tap < window.KernelHeight * window.KernelWidth; tap++)
            {
                var y = (position / window.OutputWidth * window.StrideHeight)
                    + (tap / window.KernelWidth * window.DilationHeight) - window.PaddingTop;
                var x = (position % window.OutputWidth * window.StrideWidth)
                    + (tap % window.KernelWidth * window.DilationWidth) - window.PaddingLeft;
                var inside = y >= 0 && y < window.Height && x >= 0 && x < window.Width;
                yield return (position, tap, inside ? (y * window.Width) + x : -1);
            }
        }
    }
}
