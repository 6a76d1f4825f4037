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

    /// <summary>Mirrors <c>Convolution.GatheredStride</c>.</summary>
    private const int GatheredStride = 528;

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
            var (k, f) = (_channels / groups * window.Taps, filters / groups);
            var forward = ((groups * (f + MaxRows)) + GroupColumns) * k;
            var input = (((groups * (k + MaxRows)) + GroupColumns) * f) + k;
            var weight = GatheredStride * (k + f + KernelScratch.MatMulPerDepth);
            var direct = (2 * Phase()) + window.Taps;
            return Image(_channels) + window.Taps + (4 * Slack) + Math.Max(Math.Max(forward, input), Math.Max(weight, direct));
        }
    }

    private int Image(int channels) => checked((channels * window.StrideHeight * window.StrideWidth * Phase()) + Slack);

    private int Phase() => checked(
        (_rows + ((window.KernelHeight - 1) * window.DilationHeight / window.StrideHeight))
        * (_columns + ((window.KernelWidth - 1) * window.DilationWidth / window.StrideWidth)));
}
