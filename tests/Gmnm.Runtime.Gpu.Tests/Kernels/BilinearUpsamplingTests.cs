using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

[Collection(GpuCollection.Name)]
public class BilinearUpsamplingTests(GpuKernels gpu)
{
    private const int Planes = 2, Height = 3, Width = 4, FactorHeight = 2, FactorWidth = 3;
    private const int Rows = Height * FactorHeight, Columns = Width * FactorWidth;

    [Fact]
    public void InterpolatesBetweenCentres()
    {
        var input = Values.Uniform(Planes * Height * Width, 1);
        var expected = new double[Planes * Rows * Columns];
        foreach (var (output, from, share) in Shares())
        {
            expected[output] += share * input[from];
        }

        Values.AssertNear(expected, gpu.Run(Forward, new(2, 1, 1), 32, expected.Length, Planes, new() { Inputs = input }), 1e-6);
    }

    [Fact]
    public void AdjointGathersWhatElementsGave()
    {
        var gradient = Values.Uniform(Planes * Rows * Columns, 2);
        var expected = new double[Planes * Height * Width];
        foreach (var (output, to, share) in Shares())
        {
            expected[to] += share * gradient[output];
        }

        Values.AssertNear(expected, gpu.Run(Adjoint, new(2, 1, 1), 32, expected.Length, Planes, new() { Gradients = gradient }), 1e-6);
    }

    private static void Forward(GpuMemory memory) => BilinearUpsampling.Forward(
        memory.Rows, Height, Width, FactorHeight, FactorWidth, new(memory.Inputs, 0), new(memory.Predictions, 0));

    private static void Adjoint(GpuMemory memory) => BilinearUpsampling.Adjoint(
        memory.Rows, Height, Width, FactorHeight, FactorWidth, new(memory.Gradients, 0), new(memory.Predictions, 0));

    /// <summary>How much each output has of each input.</summary>
    private static IEnumerable<(int Output, int Input, double Share)> Shares() =>
        from plane in Enumerable.Range(0, Planes)
        from row in Enumerable.Range(0, Rows)
        from column in Enumerable.Range(0, Columns)
        from down in Neighbours(row, FactorHeight, Height)
        from across in Neighbours(column, FactorWidth, Width)
        select (
            (((plane * Rows) + row) * Columns) + column,
            (((plane * Height) + down.Index) * Width) + across.Index,
            down.Share * across.Share);

    private static (int Index, double Share)[] Neighbours(int output, int factor, int size)
    {
        var centre = Math.Clamp(((output + 0.5) / factor) - 0.5, 0, size - 1);
        var first = (int)Math.Floor(centre);
        return [(first, 1 - (centre - first)), (Math.Min(first + 1, size - 1), centre - first)];
    }
}
