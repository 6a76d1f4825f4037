namespace Gmnm;

/// <summary>A layer that moves a kernel over an image, [C, H, W]: the options of all of them.</summary>
public abstract class WindowAttribute : LayerAttribute
{
    private protected WindowAttribute()
    {
    }

    /// <summary>Rows and columns of the kernel, at least 1. 3 by default.</summary>
    public int Kernel { get; set; } = 3;

    /// <summary>Rows of the kernel, where they are not as many as its columns; in place of <see cref="Kernel"/>.</summary>
    public int KernelHeight { get; set; } = 3;

    /// <summary>Columns of the kernel; in place of <see cref="Kernel"/>.</summary>
    public int KernelWidth { get; set; } = 3;

    /// <summary>Rows and columns from one place of the kernel to the next, at least 1. 1 by default.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Rows from one place of the kernel to the next; in place of <see cref="Stride"/>.</summary>
    public int StrideHeight { get; set; } = 1;

    /// <summary>Columns from one place of the kernel to the next; in place of <see cref="Stride"/>.</summary>
    public int StrideWidth { get; set; } = 1;

    /// <summary>Zeros around the image on every side. 0 by default.</summary>
    public int Padding { get; set; }

    /// <summary>Rows of zeros above and below the image; in place of <see cref="Padding"/>.</summary>
    public int PaddingHeight { get; set; }

    /// <summary>Columns of zeros left and right of the image; in place of <see cref="Padding"/>.</summary>
    public int PaddingWidth { get; set; }

    /// <summary>
    /// Whether as many zeros are around the image as make H' = ⌈H / stride⌉ and W' = ⌈W / stride⌉; an odd one is below and to
    /// the right. In place of <see cref="Padding"/>; off by default.
    /// </summary>
    public bool Same { get; set; }

    /// <summary>Rows and columns from one element of the kernel to the next, at least 1. 1 by default.</summary>
    public int Dilation { get; set; } = 1;
}
