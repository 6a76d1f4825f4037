using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// Convolutions whose groups are too small for tiles of a product, as depthwise ones are: a thread, or a group of threads, for
/// each element of the result. Weights are [filters, channels / groups, kernel height, kernel width]. Bound by loads, nearly
/// all of them from the caches.
/// </summary>
public static class DirectConvolution
{
    /// <summary>The convolution: the filters are rows, the positions of all samples columns.</summary>
    /// <param name="window">Extents.</param>
    /// <param name="filters">Filters of all groups.</param>
    /// <param name="groups">Groups of channels and filters.</param>
    /// <param name="samples">Images.</param>
    /// <param name="input">[samples, C, H, W].</param>
    /// <param name="weight">The filters.</param>
    /// <param name="epilogue">Takes the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TEpilogue>(
        GpuWindow window, int filters, int groups, int samples, Place input, Place weight, TEpilogue epilogue)
        where TEpilogue : struct, IElementEpilogue
    {
        var (channels, length) = (window.Channels / groups, window.Channels / groups * window.Taps);
        for (var i = GpuGrid.First; i < samples * filters * window.Positions; i += GpuGrid.Stride)
        {
            var (sample, filter) = (i / (filters * window.Positions), i / window.Positions % filters);
            var patches = new ConvolutionPatches(window, input, filter / (filters / groups) * channels);
            var position = (sample * window.Positions) + (i % window.Positions);
            var sum = 0f;
            for (var depth = 0; depth < length; depth++)
            {
                sum += weight[(filter * length) + depth] * patches.Load(position, depth);
            }

            epilogue.Store(sum, filter, position);
        }
    }

    /// <summary>The adjoint with respect to the input.</summary>
    /// <param name="window">Extents.</param>
    /// <param name="filters">Filters of all groups.</param>
    /// <param name="groups">Groups of channels and filters.</param>
    /// <param name="samples">Images.</param>
    /// <param name="outputGradient">[samples, filters, OutputHeight, OutputWidth].</param>
    /// <param name="weight">The filters.</param>
    /// <param name="inputGradient">[samples, C, H, W]; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InputGradient(
        GpuWindow window, int filters, int groups, int samples, Place outputGradient, Place weight, Place inputGradient)
    {
        var (channels, filtersOfGroup) = (window.Channels / groups, filters / groups);
        for (var i = GpuGrid.First; i < samples * window.Channels * window.Pixels; i += GpuGrid.Stride)
        {
            var (sample, channel) = (i / (window.Channels * window.Pixels), i / window.Pixels % window.Channels);
            var firstFilter = channel / channels * filtersOfGroup;
            var patches = new ConvolutionGradientPatches(window, outputGradient, filters, firstFilter);
            var turned = new ConvolutionFilters(weight.From(firstFilter * channels * window.Taps), channels, window.Taps);
            var pixel = (sample * window.Pixels) + (i % window.Pixels);
            var sum = 0f;
            for (var depth = 0; depth < filtersOfGroup * window.Taps; depth++)
            {
                sum += turned.Load(channel % channels, depth) * patches.Load(pixel, depth);
            }

            inputGradient[i] = sum;
        }
    }

    /// <summary>
    /// The adjoint with respect to the weight, summed over a part of the positions of all samples. A group of at most 8 warps has
    /// a weight; the threads share the positions.
    /// </summary>
    /// <param name="window">Extents.</param>
    /// <param name="filters">Filters of all groups.</param>
    /// <param name="groups">Groups of channels and filters.</param>
    /// <param name="first">The first position, counted over all samples.</param>
    /// <param name="last">The position behind the last.</param>
    /// <param name="input">[samples, C, H, W].</param>
    /// <param name="outputGradient">[samples, filters, OutputHeight, OutputWidth].</param>
    /// <param name="weightGradient">As the weight; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WeightGradient(
        GpuWindow window, int filters, int groups, int first, int last, Place input, Place outputGradient, Place weightGradient)
    {
        var (channels, length) = (window.Channels / groups, window.Channels / groups * window.Taps);
        var gradients = new ConvolutionOutputs(outputGradient, filters, window.Positions, 0);
        for (var i = Grid.IdxX; i < filters * length; i += Grid.DimX)
        {
            var filter = i / length;
            var patches = new ConvolutionPatches(window, input, filter / (filters / groups) * channels);
            var sum = 0f;
            for (var position = first + Group.IdxX; position < last; position += Group.DimX)
            {
                sum += gradients.Load(filter, position) * patches.Load(position, i % length);
            }

            sum = GpuReduction.GroupSum(sum);
            if (Group.IdxX == 0)
            {
                weightGradient[i] = sum;
            }
        }
    }
}
