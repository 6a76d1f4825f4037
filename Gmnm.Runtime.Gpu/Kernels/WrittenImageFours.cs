using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// Writes the results of a product, a channel in each row and the positions of all samples in the columns, as images, four at
/// a time.
/// </summary>
/// <param name="result">[samples, channels, positions]; aligned.</param>
/// <param name="channels">Channels of all groups.</param>
/// <param name="positions">Elements of a channel, a multiple of 4.</param>
/// <param name="firstChannel">First channel of the group.</param>
public readonly struct WrittenImageFours(Place result, int channels, int positions, int firstChannel) : IProductEpilogue
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Quad sums, int row, int column) =>
        result.StoreFour(new ConvolutionOutputs(result, channels, positions, firstChannel).Index(row, column), sums);
}
