using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>Writes the results of a product, a channel in each row and the positions of all samples in the columns, as images.</summary>
/// <param name="result">[samples, channels, positions].</param>
/// <param name="channels">Channels of all groups.</param>
/// <param name="positions">Elements of a channel.</param>
/// <param name="firstChannel">First channel of the group.</param>
public readonly struct WrittenImage(Place result, int channels, int positions, int firstChannel) : IElementEpilogue
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float accumulator, int row, int column) =>
        result[new ConvolutionOutputs(result, channels, positions, firstChannel).Index(row, column)] = accumulator;
}
