using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Memory;

/// <summary>Scratch space of the kernels that slide a window over images: the same formulas as theirs, and a test holds them equal.</summary>
/// <param name="window">The window.</param>
/// <param name="image">What it slides over, [N, C, H, W].</param>
internal readonly struct WindowScratch(Window window, Shape image)
{
    /// <summary>Mirrors <c>WindowShape.Slack</c>.</summary>
    private const int Slack = 16;

    /// <summary>Mirrors <c>Convolution.GroupColumns</c>.</summary>
    private const int GroupColumns = 128;

    /// <summary>Mirrors <c>Convolution.StretchPositions</c>.</summary>
    private const int StretchPositions = 256;

    /// <summary>Mirrors <c>Convolution.TileColumns</c>.</summary>
    private const int TileColumns = 32;

    /// <summary>Mirrors <c>MicroKernel.MaxRows</c>.</summary>
    private const int MaxRows = 12;

    private readonly int _channels = image.Sizes[1];
    private readonly int _rows = window.Rows(image.Sizes[2]);
    private readonly int _columns = window.Columns(image.Sizes[3]);

    /// <summary>Mirrors <c>Pooling.ScratchLength</c>.</summary>
    public int Pooling() => checked((2 * Image(1)) + (2 * Phase()) + (2 * window.Taps) + (4 * Slack));

    /// <summary>Mirrors <c>ImagePatches.ScratchLength</c>.</summary>
    public int Patches() => checked(Image(_channels) + (_channels * window.Taps));

    /// <summary>Mirrors <c>Convolution.ScratchLength</c>.</summary>
    public int Convolution(int filters, int groups)
    {
        checked
        {
            var (c, f, taps, positions) = (_channels / groups, filters / groups, window.Taps, _rows * _columns);
            var k = c * taps;
            var forward = k + positions + MaxRows + (((groups * (f + TileColumns)) + GroupColumns) * k);
            var input = (((groups * (k + MaxRows)) + GroupColumns) * f) + k;
            var turned = IsTurned
                ? TurnedImage(filters) + (image.Sizes[2] * image.Sizes[3]) + MaxRows
                    + (((groups * (c + TileColumns)) + GroupColumns + 1) * f * taps)
                : 0;
            var samples = Math.Min(Math.Max(StretchPositions / 4 / Math.Max(1, positions), 1), 8);
            var weight = ((samples - 1) * Image(c)) + (samples * positions)
                + (StretchPositions * TileColumns) + ((k + MaxRows) * (f + TileColumns + 1));
            var direct = (2 * Phase()) + taps;
            var rest = Math.Max(Math.Max(forward, input), Math.Max(weight, direct));
            return Math.Max(turned, Image(_channels) + rest) + (4 * Slack);
        }
    }

    /// <summary>Mirrors where <c>Convolution.Turned</c> gives windows.</summary>
    private bool IsTurned => window.StrideHeight == 1 && window.StrideWidth == 1
        && window.PaddingTop <= (window.KernelHeight - 1) * window.DilationHeight
        && window.PaddingLeft <= (window.KernelWidth - 1) * window.DilationWidth
        && (window.Taps > 1 || _rows != image.Sizes[2] || _columns != image.Sizes[3]);

    private int TurnedImage(int channels) => checked((channels
        * (image.Sizes[2] + ((window.KernelHeight - 1) * window.DilationHeight))
        * (image.Sizes[3] + ((window.KernelWidth - 1) * window.DilationWidth))) + Slack);

    private int Image(int channels) => checked((channels * window.StrideHeight * window.StrideWidth * Phase()) + Slack);

    private int Phase() => checked(
        (_rows + ((window.KernelHeight - 1) * window.DilationHeight / window.StrideHeight))
        * (_columns + ((window.KernelWidth - 1) * window.DilationWidth / window.StrideWidth)));
}
