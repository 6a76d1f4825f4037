using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>An image's epilogue for the channels of one sample from <paramref name="channel"/> on: rows are channels.</summary>
internal readonly ref struct SampleEpilogue<TEpilogue>(TEpilogue epilogue, nint sample, nint channel) : IEpilogue
    where TEpilogue : struct, IImageEpilogue, allows ref struct
{
    private readonly TEpilogue _epilogue = epilogue;
    private readonly nint _sample = sample;
    private readonly nint _channel = channel;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke<TLanes>(TLanes accumulator, nint row, nint column)
        where TLanes : unmanaged, ILanes<TLanes> =>
        _epilogue.Invoke(accumulator, _sample, _channel + row, column);
}
