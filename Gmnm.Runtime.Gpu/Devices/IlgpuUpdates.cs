using Gmnm.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Gmnm.Gpu;

/// <summary>The kernels of optimizers, loaded into a device when they are first needed.</summary>
internal sealed class IlgpuUpdates(Accelerator accelerator)
{
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, int>? _sumSquares;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, AdmissionNumbers>? _admit;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, UpdateNumbers>? _plain;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, UpdateNumbers>? _momentum;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, UpdateNumbers>? _adaptive;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, int, int, float>? _average;

    public void SumSquares(ArrayView<float> gradient, ArrayView<float> sums, int length)
    {
        _sumSquares ??= accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, int>(Updates.SumSquares);
        _sumSquares(accelerator.DefaultStream, Grid(UpdateGrid.NormParts(length)), gradient, sums, length);
    }

    public void Admit(ArrayView<float> arena, ArrayView<float> sums, ArrayView<float> record, AdmissionNumbers numbers)
    {
        _admit ??= accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, AdmissionNumbers>(Updates.Admit);
        _admit(accelerator.DefaultStream, Grid(1), arena, sums, record, numbers);
    }

    public void Update(
        UpdateKind kind, ArrayView<float> parameters, ArrayView<float> gradient, ReadOnlySpan<GpuBlock> states, ArrayView<float> record, UpdateNumbers numbers)
    {
        var (stream, grid) = (accelerator.DefaultStream, Grid(UpdateGrid.Groups(numbers.Trainable)));
        switch (kind)
        {
            case UpdateKind.Plain:
                _plain ??= accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, UpdateNumbers>(Updates.Plain);
                _plain(stream, grid, parameters, gradient, record, numbers);
                break;
            case UpdateKind.Momentum:
                _momentum ??= accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, UpdateNumbers>(Updates.Momentum);
                _momentum(stream, grid, parameters, gradient, IlgpuDevice.View(states[0]), record, numbers);
                break;
            default:
                _adaptive ??= accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, UpdateNumbers>(Updates.Adaptive);
                _adaptive(stream, grid, parameters, gradient, IlgpuDevice.View(states[0]), IlgpuDevice.View(states[1]), record, numbers);
                break;
        }
    }

    public void Average(ArrayView<float> average, ArrayView<float> parameters, ArrayView<float> record, int trainable, int length, float share)
    {
        _average ??= accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, int, int, float>(Updates.Average);
        _average(accelerator.DefaultStream, Grid(UpdateGrid.Groups(length)), average, parameters, record, trainable, length, share);
    }

    private static KernelConfig Grid(int groups) => new(new Index3D(groups, 1, 1), new Index3D(UpdateGrid.Threads, 1, 1));
}
