using Gmnm.Gpu.Kernels;
using Gmnm.Numerics;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

/// <summary>A window, for a kernel and for a plain loop, and a convolution with it.</summary>
internal interface IWindowCase
{
    static abstract GpuWindow Window { get; }

    static abstract WindowShape Shape { get; }

    static abstract int Filters { get; }

    static abstract int Groups { get; }
}

/// <summary>Two by two, side by side; one group.</summary>
internal readonly struct SideBySide : IWindowCase
{
    public static GpuWindow Window => new(4, 6, 8, 3, 4, 2, 2, 2, 2, 0, 0, 1, 1);

    public static WindowShape Shape => new()
    {
        Channels = 4, Height = 6, Width = 8, OutputHeight = 3, OutputWidth = 4, KernelHeight = 2, KernelWidth = 2,
        StrideHeight = 2, StrideWidth = 2,
    };

    public static int Filters => 5;

    public static int Groups => 1;
}

/// <summary>Three by three with padding; depthwise, two filters for each channel.</summary>
internal readonly struct Padded : IWindowCase
{
    public static GpuWindow Window => new(4, 5, 7, 5, 7, 3, 3, 1, 1, 1, 1, 1, 1);

    public static WindowShape Shape => new()
    {
        Channels = 4, Height = 5, Width = 7, OutputHeight = 5, OutputWidth = 7, KernelHeight = 3, KernelWidth = 3,
        PaddingTop = 1, PaddingLeft = 1,
    };

    public static int Filters => 8;

    public static int Groups => 4;
}

/// <summary>All sizes differ along the two axes; two groups.</summary>
internal readonly struct Uneven : IWindowCase
{
    public static GpuWindow Window => new(4, 7, 6, 3, 6, 3, 2, 2, 1, 1, 2, 1, 2);

    public static WindowShape Shape => new()
    {
        Channels = 4, Height = 7, Width = 6, OutputHeight = 3, OutputWidth = 6, KernelHeight = 3, KernelWidth = 2,
        StrideHeight = 2, StrideWidth = 1, PaddingTop = 1, PaddingLeft = 2, DilationHeight = 1, DilationWidth = 2,
    };

    public static int Filters => 6;

    public static int Groups => 2;
}
