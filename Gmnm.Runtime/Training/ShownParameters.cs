namespace Gmnm.Training;

/// <summary>
/// Lets a network hold an average or the best parameters while the trained ones wait: predictions always use the
/// network's own buffer, and training goes on exactly where it was.
/// </summary>
internal sealed class ShownParameters(ParameterBuffer network)
{
    private AlignedBuffer? _trained;
    private AlignedBuffer? _shown;
    private int _shownVersion;

    /// <summary>Whether the network holds other parameters than the trained ones.</summary>
    public bool IsActive { get; private set; }

    /// <summary>The trained parameters, wherever they are.</summary>
    public ReadOnlyMemory<float> Trained => IsActive && !WasOverwritten ? _trained!.Memory : network.Memory;

    // Whoever wrote the network since, by loading a file for example, means to train those parameters. A new version alone
    // does not say so: taking a view to look at is one.
    private bool WasOverwritten => network.Version != _shownVersion && !network.Values.SequenceEqual(_shown!.Span);

    /// <summary>Makes the network hold <paramref name="parameters"/>.</summary>
    public void Show(AlignedBuffer parameters)
    {
        if (!IsActive || WasOverwritten)
        {
            _trained ??= new AlignedBuffer(parameters.Length);
            network.Values.CopyTo(_trained.Span);
        }

        parameters.Span.CopyTo(network.Write());
        _shown = parameters;
        _shownVersion = network.Version;
        IsActive = true;
    }

    /// <summary>Makes the network hold the trained parameters.</summary>
    public void ShowTrained()
    {
        if (IsActive && !WasOverwritten)
        {
            _trained!.Span.CopyTo(network.Write());
        }

        IsActive = false;
    }
}
