using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>Windows over images in code of a GPU.</summary>
internal static class GpuWindowText
{
    /// <summary>The window over an image [N, C, H, W].</summary>
    public static string Of(Window window, Shape image)
    {
        int[] extents =
        [
            image.Sizes[1], image.Sizes[2], image.Sizes[3], window.Rows(image.Sizes[2]), window.Columns(image.Sizes[3]),
            window.KernelHeight, window.KernelWidth, window.StrideHeight, window.StrideWidth, window.PaddingTop, window.PaddingLeft,
            window.DilationHeight, window.DilationWidth,
        ];
        return $"new GpuWindow({string.Join(", ", extents.Select(static extent => Literal.Int(extent)))})";
    }

    /// <summary>A number for each of as many images as a shape has.</summary>
    public static (int Count, bool IsBatched) PerImage(Shape images, int count) =>
        images.IsBatched ? (count, true) : (checked(images.Sizes[0] * count), false);

    /// <summary>Number of images.</summary>
    public static string Samples(Shape images) => images.IsBatched ? "memory.Rows" : Literal.Int(images.Sizes[0]);
}
