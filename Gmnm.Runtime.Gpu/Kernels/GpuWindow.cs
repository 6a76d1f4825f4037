using System.Runtime.CompilerServices;
using Gmnm.Numerics;
using ILGPU.Util;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// The extents of a window that slides over images, as <see cref="WindowShape"/> on the CPU. Images are [Channels, Height,
/// Width], row-major; made of constants, so that all arithmetic with them folds.
/// </summary>
/// <param name="channels">Channels of the input image.</param>
/// <param name="height">Rows of the input image.</param>
/// <param name="width">Columns of the input image.</param>
/// <param name="outputHeight">Rows of the output.</param>
/// <param name="outputWidth">Columns of the output.</param>
/// <param name="kernelHeight">Rows of the kernel.</param>
/// <param name="kernelWidth">Columns of the kernel.</param>
/// <param name="strideHeight">Input rows from one output row to the next.</param>
/// <param name="strideWidth">Input columns from one output column to the next.</param>
/// <param name="paddingTop">Rows of padding above the image.</param>
/// <param name="paddingLeft">Columns of padding left of the image.</param>
/// <param name="dilationHeight">Input rows from one row of the kernel to the next.</param>
/// <param name="dilationWidth">Input columns from one column of the kernel to the next.</param>
public readonly struct GpuWindow(
    int channels, int height, int width, int outputHeight, int outputWidth, int kernelHeight, int kernelWidth,
    int strideHeight, int strideWidth, int paddingTop, int paddingLeft, int dilationHeight, int dilationWidth)
{
    /// <summary>Channels of the input image.</summary>
    public int Channels { get; } = channels;

    /// <summary>Rows of the input image.</summary>
    public int Height { get; } = height;

    /// <summary>Columns of the input image.</summary>
    public int Width { get; } = width;

    /// <summary>Rows of the output.</summary>
    public int OutputHeight { get; } = outputHeight;

    /// <summary>Columns of the output.</summary>
    public int OutputWidth { get; } = outputWidth;

    /// <summary>Rows of the kernel.</summary>
    public int KernelHeight { get; } = kernelHeight;

    /// <summary>Columns of the kernel.</summary>
    public int KernelWidth { get; } = kernelWidth;

    /// <summary>Elements of an input channel.</summary>
    public int Pixels => Height * Width;

    /// <summary>Elements of an output channel.</summary>
    public int Positions => OutputHeight * OutputWidth;

    /// <summary>Elements of the kernel in one channel.</summary>
    public int Taps => KernelHeight * KernelWidth;

    /// <summary>The input row that an output row sees with a row of the kernel; outside the image it is padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int InputRow(int outputRow, int tap) => (outputRow * strideHeight) + (tap * dilationHeight) - paddingTop;

    /// <summary>The input column that an output column sees with a column of the kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int InputColumn(int outputColumn, int tap) => (outputColumn * strideWidth) + (tap * dilationWidth) - paddingLeft;

    /// <summary>Whether an input row and column are in the image. No branch: loads behind one would wait for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int row, int column) => (uint)row < (uint)Height & (uint)column < (uint)Width;

    /// <summary>The output row that sees an input row with a row of the kernel; -1 where none does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int OutputRow(int row, int tap) =>
        Output(row + paddingTop - (tap * dilationHeight), strideHeight, OutputHeight);

    /// <summary>The output column that sees an input column with a column of the kernel; -1 where none does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int OutputColumn(int column, int tap) =>
        Output(column + paddingLeft - (tap * dilationWidth), strideWidth, OutputWidth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Output(int distance, int stride, int size)
    {
        var output = distance / stride;
        return Utilities.Select(distance >= 0 & output * stride == distance & output < size, output, -1);
    }
}
