namespace Gmnm.Gpu;

/// <summary>The optimizer's part of a session: its state on the device, and the launches of a step.</summary>
internal sealed class GpuUpdates : IBufferSource, IDisposable
{
    private readonly KernelDevice _device;
    private readonly GpuBlock _squares;
    private readonly float[] _parts = new float[UpdateGrid.NormParts];
    private readonly List<(AlignedBuffer Host, GpuBlock Device)> _states = [];
    private GpuBlock[] _blocks = [];

    public GpuUpdates(KernelDevice device)
    {
        _device = device;
        _squares = device.CreateBlock("sums of squares");
        _squares.Require(UpdateGrid.NormParts);
    }

    /// <summary>The Euclidean norm of a gradient.</summary>
    public double Norm(GpuBlock gradient, int length)
    {
        _device.SumSquares(gradient, _squares, length);
        _squares.Download(_parts);
        return Math.Sqrt(_parts.Sum(static part => (double)part));
    }

    /// <summary>Updates parameters and state.</summary>
    public void Step(Optimizer optimizer, in UpdateArguments arguments, GpuBlock parameters, GpuBlock gradient, int length)
    {
        if (_states.Count == 0)
        {
            optimizer.Attach(length);
            for (var index = 0; index < optimizer.StateNames.Count; index++)
            {
                var block = _device.CreateBlock(optimizer.StateNames[index]);
                block.Upload(optimizer.State(index).Span);
                _states.Add((optimizer.State(index), block));
            }

            _blocks = [.. _states.Select(static state => state.Device)];
        }

        _device.Update(arguments.Kind, parameters, gradient, _blocks, length, new UpdateNumbers(arguments));
        foreach (var (host, _) in _states)
        {
            host.IsNewerAt(this);
        }
    }

    /// <summary>Drops the state: the host's counts.</summary>
    public void Forget()
    {
        foreach (var (_, device) in _states)
        {
            device.Dispose();
        }

        _states.Clear();
    }

    /// <inheritdoc/>
    public void CopyTo(Span<float> destination, AlignedBuffer buffer) =>
        _states.Single(state => state.Host == buffer).Device.Download(destination);

    public void Dispose()
    {
        foreach (var (host, _) in _states)
        {
            // Whoever looks later has the last state.
            _ = host.Span;
        }

        Forget();
        _squares.Dispose();
    }
}
