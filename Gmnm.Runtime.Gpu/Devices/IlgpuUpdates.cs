using Gmnm.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Gmnm.Gpu;

/// <summary>The kernels of optimizers, loaded into a device when they are first needed.</summary>
internal sealed class IlgpuUpdates(Accelerator accelerator)
{
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, int>? _sumSquares;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, int, UpdateNumbers>? _plain;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, int, UpdateNumbers>? _momentum;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, int, UpdateNumbers>? _adaptive;

    public void SumSquares(ArrayView<float> gradient, ArrayView<float> sums, int length)
    {
        _sumSquares ??= accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, int>(Updates.SumSquares);
        _sumSquares(accelerator.DefaultStream, Grid(UpdateGrid.NormParts), gradient, sums, length);
    }

    public void Update(
        UpdateKind kind, ArrayView<float> parameters, ArrayView<float> gradient, ReadOnlySpan<GpuBlock> states, int length, UpdateNumbers numbers)
    {
        var (stream, grid) = (accelerator.DefaultStream, Grid(UpdateGrid.Groups(length)));
        switch (kind)
        {
            case UpdateKind.Plain:
                _plain ??= accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, int, UpdateNumbers>(Updates.Plain);
                _plain(stream, grid, parameters, gradient, length, numbers);
                break;
            case UpdateKind.Momentum:
                _momentum ??= accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, int, UpdateNumbers>(Updates.Momentum);
                _momentum(stream, grid, parameters, gradient, GpuDevice.View(states[0]), length, numbers);
                break;
            default:
                _adaptive ??= accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, int, UpdateNumbers>(Updates.Adaptive);
                _adaptive(stream, grid, parameters, gradient, GpuDevice.View(states[0]), GpuDevice.View(states[1]), length, numbers);
                break;
        }
    }

    private static KernelConfig Grid(int groups) => new(new Index3D(groups, 1, 1), new Index3D(UpdateGrid.Threads, 1, 1));
}
