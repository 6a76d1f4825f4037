using Gmnm.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Gmnm.Gpu;

/// <summary>The optimizer's part of a session: its state on the device, and the launches of a step.</summary>
internal sealed class GpuUpdates : IBufferSource, IDisposable
{
    private readonly GpuDevice _device;
    private readonly GpuBlock _squares;
    private readonly float[] _parts = new float[Updates.NormParts];
    private readonly List<(AlignedBuffer Host, GpuBlock Device)> _states = [];
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, int>? _sumSquares;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, int, UpdateNumbers>? _plain;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, int, UpdateNumbers>? _momentum;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, int, UpdateNumbers>? _adaptive;

    public GpuUpdates(GpuDevice device)
    {
        _device = device;
        _squares = new GpuBlock(device, "sums of squares");
        _squares.Require(Updates.NormParts);
    }

    private AcceleratorStream Stream => _device.Accelerator.DefaultStream;

    /// <summary>The Euclidean norm of a gradient.</summary>
    public double Norm(ArrayView<float> gradient, int length)
    {
        _sumSquares ??= _device.Accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, int>(Updates.SumSquares);
        _sumSquares(Stream, Grid(Updates.NormParts), gradient, _squares.View, length);
        _squares.Download(_parts);
        return Math.Sqrt(_parts.Sum(static part => (double)part));
    }

    /// <summary>Updates parameters and state.</summary>
    public void Step(Optimizer optimizer, in UpdateArguments arguments, ArrayView<float> parameters, ArrayView<float> gradient, int length)
    {
        if (_states.Count == 0)
        {
            optimizer.Attach(length);
            for (var index = 0; index < optimizer.StateNames.Count; index++)
            {
                var block = new GpuBlock(_device, optimizer.StateNames[index]);
                block.Upload(optimizer.State(index).Span);
                _states.Add((optimizer.State(index), block));
            }
        }

        var (grid, numbers) = (Grid(Math.Max(1, (length + (4 * Updates.Threads) - 1) / (4 * Updates.Threads))), new UpdateNumbers(arguments));
        switch (arguments.Kind)
        {
            case UpdateKind.Plain:
                _plain ??= _device.Accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, int, UpdateNumbers>(Updates.Plain);
                _plain(Stream, grid, parameters, gradient, length, numbers);
                break;
            case UpdateKind.Momentum:
                _momentum ??= _device.Accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, int, UpdateNumbers>(Updates.Momentum);
                _momentum(Stream, grid, parameters, gradient, _states[0].Device.View, length, numbers);
                break;
            default:
                _adaptive ??= _device.Accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, int, UpdateNumbers>(Updates.Adaptive);
                _adaptive(Stream, grid, parameters, gradient, _states[0].Device.View, _states[1].Device.View, length, numbers);
                break;
        }

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

    private static KernelConfig Grid(int groups) => new(new Index3D(groups, 1, 1), new Index3D(Updates.Threads, 1, 1));
}
