using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// What each window sees, as a row: [samples, C, H, W] becomes [samples, OutputHeight · OutputWidth, C · KernelHeight ·
/// KernelWidth], ordered by channel, row and column of the kernel. Bound by the stores.
/// </summary>
public static unsafe class ImagePatches
{
    /// <summary>Floats of scratch for either call: a padded image and the place of each element of a patch.</summary>
    public static int ScratchLength(WindowShape window) =>
        checked(window.ImageLength(window.Channels) + (window.Channels * (int)window.Taps));

    /// <summary>Gathers the patches; padding is 0.</summary>
    /// <param name="samples">Images.</param>
    /// <param name="window">Extents.</param>
    /// <param name="input">[samples, C, H, W].</param>
    /// <param name="patches">[samples, OutputHeight · OutputWidth, C · KernelHeight · KernelWidth]; written.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(
        nint samples, WindowShape window, ref readonly float input, ref float patches, ref float scratch)
    {
        fixed (float* first = &input, firstPatch = &patches, image = &scratch)
        {
            float* source = first, patch = firstPatch;
            var offsets = (int*)(image + window.ImageLength(window.Channels));
            window.WriteOffsets(window.Channels, offsets);
            var length = window.Channels * window.Taps;
            PaddedImage.Pad(window, window.Channels, 0, image);
            for (nint sample = 0; sample < samples; sample++, source += window.InputLength)
            {
                PaddedImage.Fill(window, source, window.Channels, image);
                for (nint y = 0; y < window.OutputHeight; y++)
                {
                    var from = image + (y * window.ImageWidth);
                    for (nint x = 0; x < window.OutputWidth; x++, from++, patch += length)
                    {
                        for (nint k = 0; k < length; k++)
                        {
                            patch[k] = from[offsets[k]];
                        }
                    }
                }
            }
        }
    }

    /// <summary>The adjoint of <see cref="Gather"/>: adds up what each element of the image gave to patches.</summary>
    /// <param name="samples">Images.</param>
    /// <param name="window">Extents.</param>
    /// <param name="patches">[samples, OutputHeight · OutputWidth, C · KernelHeight · KernelWidth].</param>
    /// <param name="result">[samples, C, H, W]; written.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(nint samples, WindowShape window, ref readonly float patches, ref float result, ref float scratch)
    {
        fixed (float* firstPatch = &patches, first = &result, image = &scratch)
        {
            float* target = first, patch = firstPatch;
            var offsets = (int*)(image + window.ImageLength(window.Channels));
            window.WriteOffsets(window.Channels, offsets);
            var length = window.Channels * window.Taps;
            for (nint sample = 0; sample < samples; sample++, target += window.InputLength)
            {
                PaddedImage.Pad(window, window.Channels, 0, image);
                for (nint y = 0; y < window.OutputHeight; y++)
                {
                    var to = image + (y * window.ImageWidth);
                    for (nint x = 0; x < window.OutputWidth; x++, to++, patch += length)
                    {
                        for (nint k = 0; k < length; k++)
                        {
                            to[offsets[k]] += patch[k];
                        }
                    }
                }

                PaddedImage.Extract(window, image, window.Channels, target);
            }
        }
    }
}
