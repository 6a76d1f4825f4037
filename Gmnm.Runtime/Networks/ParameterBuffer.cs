using Gmnm.Randomness;

namespace Gmnm;

/// <summary>The parameters of one network: flat, aligned, with a version that tells derived values when to refresh.</summary>
public sealed partial class ParameterBuffer
{
    private readonly AlignedBuffer _buffer;
    private int _version;
    private ulong? _seed;

    /// <summary>Allocates the parameters that <paramref name="info"/> lists, all zero.</summary>
    public ParameterBuffer(NetworkInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        Info = info;
        _buffer = new AlignedBuffer(info.ParameterBufferLength);
    }

    /// <summary>The network that they belong to.</summary>
    public NetworkInfo Info { get; }

    /// <summary>Changes whenever the parameters may have been written.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>All parameters, padding included, for reading.</summary>
    public ReadOnlySpan<float> Values => _buffer.Span;

    /// <summary>All parameters, padding included, for writers of files.</summary>
    internal ReadOnlyMemory<float> Memory => _buffer.Memory;

    /// <summary>The first float, on a 64-byte boundary, for reading.</summary>
    public ref readonly float Start => ref _buffer.Start;

    /// <summary>
    /// All parameters, padding included, for writing. Each call counts as a change: take the span again for each
    /// round of writes, because values derived from the parameters are refreshed when it is taken, not when it is written.
    /// </summary>
    public Span<float> Write()
    {
        Interlocked.Increment(ref _version);
        return _buffer.Span;
    }

    /// <summary>Says that a device has changed the parameters: they are copied here when somebody looks.</summary>
    internal void IsNewerAt(IBufferSource source)
    {
        _buffer.IsNewerAt(source);
        Interlocked.Increment(ref _version);
    }

    /// <summary>
    /// Fills every parameter from its initialiser; padding becomes zero. The values of a tensor depend on
    /// <paramref name="seed"/> and on its name only, and are the same on every machine.
    /// </summary>
    public void Initialize(ulong seed)
    {
        InitialValues.Fill(Info, seed, Write());
        _seed = seed;
    }

    /// <summary>
    /// Whether every parameter has the value that <see cref="Initialize"/> gave it: neither trained nor loaded. Only then
    /// may a trainer replace centres by samples of its data. Computes the values again, because a view that was taken is
    /// no sign that it was written to.
    /// </summary>
    internal bool HasInitialValues()
    {
        if (_seed is not { } seed)
        {
            return false;
        }

        var initial = new AlignedBuffer(_buffer.Length);
        InitialValues.Fill(Info, seed, initial.Span);
        return Values.SequenceEqual(initial.Span);
    }
}
