using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

/// <summary>Writes a convolution to memory and counts the visits.</summary>
internal readonly ref struct StoreImageEpilogue(ref float result, ref float visits, nint channels, nint positions) : IImageEpilogue
{
    private readonly ref float _result = ref result;
    private readonly ref float _visits = ref visits;
    private readonly nint _channels = channels;
    private readonly nint _positions = positions;

    public void Invoke<TLanes>(TLanes accumulator, nint sample, nint channel, nint position)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var at = (((sample * _channels) + channel) * _positions) + position;
        TLanes.Store(accumulator, ref _result, at);
        TLanes.Store(TLanes.Load(ref _visits, at) + TLanes.Splat(1), ref _visits, at);
    }
}
