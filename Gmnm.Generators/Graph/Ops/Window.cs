using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>A window that slides over an image; over a sequence its height is 1.</summary>
/// <param name="KernelHeight">Rows that it sees.</param>
/// <param name="KernelWidth">Columns that it sees.</param>
/// <param name="StrideHeight">Rows from one place to the next.</param>
/// <param name="StrideWidth">Columns from one place to the next.</param>
/// <param name="PaddingTop">Rows of padding above the image.</param>
/// <param name="PaddingBottom">Rows of padding below.</param>
/// <param name="PaddingLeft">Columns of padding to the left.</param>
/// <param name="PaddingRight">Columns of padding to the right.</param>
/// <param name="DilationHeight">Rows from one that it sees to the next.</param>
/// <param name="DilationWidth">Columns from one that it sees to the next.</param>
internal readonly record struct Window(
    int KernelHeight, int KernelWidth, int StrideHeight, int StrideWidth,
    int PaddingTop, int PaddingBottom, int PaddingLeft, int PaddingRight, int DilationHeight, int DilationWidth)
{
    /// <summary>Elements that it sees of one channel.</summary>
    public int Taps => checked(KernelHeight * KernelWidth);

    /// <summary>Whether its places lie side by side and cover an image: each element is in one of them.</summary>
    public bool Tiles(Shape image) =>
        (StrideHeight, StrideWidth, DilationHeight, DilationWidth) == (KernelHeight, KernelWidth, 1, 1)
        && (PaddingTop, PaddingBottom, PaddingLeft, PaddingRight) == (0, 0, 0, 0)
        && image.Sizes[2] % KernelHeight == 0 && image.Sizes[3] % KernelWidth == 0;

    /// <summary>Places along the vertical axis of an image of <paramref name="height"/> rows; below 1 where it does not fit.</summary>
    public int Rows(int height) => Places(height + PaddingTop + PaddingBottom, KernelHeight, StrideHeight, DilationHeight);

    /// <summary>Places along the horizontal axis.</summary>
    public int Columns(int width) => Places(width + PaddingLeft + PaddingRight, KernelWidth, StrideWidth, DilationWidth);

    /// <summary>From [N, C, H, W] to [N, channels, rows, columns].</summary>
    /// <exception cref="InvalidGraphException">No image, or the window does not fit into it.</exception>
    public Shape Over(Shape image, int channels) => image.Rank == 4 && Rows(image.Sizes[2]) > 0 && Columns(image.Sizes[3]) > 0
        ? Image(image, channels, Rows(image.Sizes[2]), Columns(image.Sizes[3]))
        : throw new InvalidGraphException($"A window of {this} does not fit into {image}.");

    /// <summary>As many images as <paramref name="batch"/> has, of another size.</summary>
    public static Shape Image(Shape batch, int channels, int height, int width) =>
        new([batch.Sizes[0], channels, height, width]);

    public override string ToString()
    {
        List<string> parts = [$"{KernelHeight}×{KernelWidth}"];
        Append("stride", StrideHeight == 1 && StrideWidth == 1, $"{StrideHeight}×{StrideWidth}");
        Append(
            "padding", (PaddingTop, PaddingBottom, PaddingLeft, PaddingRight) == (0, 0, 0, 0),
            $"{PaddingTop}+{PaddingBottom}×{PaddingLeft}+{PaddingRight}");
        Append("dilation", DilationHeight == 1 && DilationWidth == 1, $"{DilationHeight}×{DilationWidth}");
        return string.Join(" ", parts);

        void Append(string name, bool isDefault, string text)
        {
            if (!isDefault)
            {
                parts.Add($"{name} {text}");
            }
        }
    }

    private static int Places(int size, int kernel, int stride, int dilation)
    {
        var room = size - ((kernel - 1) * (long)dilation) - 1;
        return room < 0 ? 0 : (int)(room / stride) + 1;
    }
}
