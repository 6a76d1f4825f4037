using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

[Collection(GpuCollection.Name)]
public class AxisAlignedGaussiansTests(GpuKernels gpu)
{
    private const int Rows = 35, Features = 18, Components = 37;

    private readonly float[] _input = Values.Uniform(Rows * Features, 1);
    private readonly float[] _center = Values.Uniform(Components * Features, 2);
    private readonly float[] _scale = Values.Uniform(Components * Features, 3, 0.2f, 0.6f);
    private readonly float[] _gradient = Values.Uniform(Rows * Components, 4);

    [Fact]
    public void ScalesOfEachAxis() => Check(shared: false, Forward, InputGradient, ParameterGradient);

    [Fact]
    public void OneScaleServesEveryAxis() => Check(shared: true, ForwardShared, InputGradientShared, ParameterGradientShared);

    [Fact]
    public void ExponentialsThatVanishHaveNoGradient()
    {
        var inputs = new KernelInputs
        {
            Inputs = _input, Parameters = [.. _center, .. _scale], Arena = new float[Rows * Components],
            Gradients = [.. Enumerable.Repeat(float.PositiveInfinity, Rows * Components)],
        };
        Values.AssertNear(new double[Rows * Features], gpu.Run(InputGradient, new(2, 1, 1), 64, Rows * Features, Rows, inputs), 0);
    }

    private static void Forward(GpuMemory memory) => Forward(memory, false);

    private static void ForwardShared(GpuMemory memory) => Forward(memory, true);

    private static void Forward(GpuMemory memory, bool shared) => AxisAlignedGaussians.Forward(
        memory.Rows, Features, Components, shared, new(memory.Inputs, 0), Center(memory), Scale(memory),
        new StoreMatrix(new(memory.Predictions, 0), Components));

    private static void InputGradient(GpuMemory memory) => InputGradient(memory, false);

    private static void InputGradientShared(GpuMemory memory) => InputGradient(memory, true);

    private static void InputGradient(GpuMemory memory, bool shared) => AxisAlignedGaussians.InputGradient(
        memory.Rows, Features, Components, shared, new(memory.Inputs, 0), Center(memory), Scale(memory),
        new(memory.Arena, 0), new(memory.Gradients, 0), new(memory.Predictions, 0));

    private static void ParameterGradient(GpuMemory memory) => ParameterGradient(memory, false);

    /// <summary>Of the centers by the whole grid, and of the scales by its first row.</summary>
    private static void ParameterGradientShared(GpuMemory memory)
    {
        ParameterGradient(memory, true);
        if (ILGPU.Grid.IdxY == 0)
        {
            AxisAlignedGaussians.SharedScaleGradient(
                0, memory.Rows, Features, Components, new(memory.Inputs, 0), Center(memory), Scale(memory),
                new(memory.Arena, 0), new(memory.Gradients, 0), new(memory.Predictions, Components * Features));
        }
    }

    private static void ParameterGradient(GpuMemory memory, bool shared) => AxisAlignedGaussians.ParameterGradient(
        0, memory.Rows, Features, Components, shared, new(memory.Inputs, 0), Center(memory), Scale(memory),
        new(memory.Arena, 0), new(memory.Gradients, 0), new(memory.Predictions, 0),
        new(memory.Predictions, Components * Features));

    private static Place Center(GpuMemory memory) => new(memory.Parameters, 0);

    private static Place Scale(GpuMemory memory) => new(memory.Parameters, Components * Features);

    private void Check(
        bool shared, Action<GpuMemory> forward, Action<GpuMemory> inputGradient, Action<GpuMemory> parameterGradient)
    {
        var exponentials = new double[Rows * Components];
        var (ofInput, ofCenter) = (new double[_input.Length], new double[_center.Length]);
        var ofScale = new double[shared ? Components : _scale.Length];
        for (var i = 0; i < exponentials.Length; i++)
        {
            var (row, component) = (i / Components * Features, i % Components * Features);
            int ScaleAt(int d) => shared ? i % Components : component + d;
            double Distance(int d) => (double)_input[row + d] - _center[component + d];
            exponentials[i] = Math.Exp(-0.5 * Enumerable.Range(0, Features)
                .Sum(d => Math.Pow(_scale[ScaleAt(d)] * Distance(d), 2)));
            for (var d = 0; d < Features; d++)
            {
                var (z, s) = (Distance(d), (double)_scale[ScaleAt(d)]);
                var slope = -exponentials[i] * _gradient[i];
                ofInput[row + d] += slope * s * s * z;
                ofCenter[component + d] -= slope * s * s * z;
                ofScale[ScaleAt(d)] += slope * s * z * z;
            }
        }

        var actual = gpu.Run(forward, new(2, 2, 1), 64, exponentials.Length, Rows, Inputs([0]));
        Values.AssertNear(exponentials, actual, 1e-6);
        Values.AssertNear(ofInput, gpu.Run(inputGradient, new(2, 1, 1), 64, ofInput.Length, Rows, Inputs(actual)), 1e-5);
        var grid = new ILGPU.Index3D((Components + 31) / 32, (Features + 3) / 4, 1);
        var ofParameters = gpu.Run(parameterGradient, grid, 256, ofCenter.Length + ofScale.Length, Rows, Inputs(actual));
        Values.AssertNear([.. ofCenter, .. ofScale], ofParameters, 1e-5);

        KernelInputs Inputs(float[] results) => new()
        {
            Inputs = _input, Parameters = [.. _center, .. _scale], Gradients = _gradient, Arena = results,
        };
    }
}
