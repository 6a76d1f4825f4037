using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;
using ILGPU;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

/// <summary>Exponentials of projections in registers, which are saved or not, with components that no tile divides.</summary>
[Collection(GpuCollection.Name)]
public class GaussianEpiloguesTests(GpuKernels gpu)
{
    private const int Rows = 35, Features = 7, Components = 37, Tile = 32;

    /// <summary>Floats from a row of saved projections to the next: more than any of them has.</summary>
    private const int Stride = (4 * Components) + 4;

    [Fact]
    public void NormOfOne() => Check(One<GpuNorm>, OneSaved<GpuNorm>, 1, Norm);

    [Fact]
    public void NormOfTwo() => Check(Two<GpuNorm>, TwoSaved<GpuNorm>, 2, Norm);

    [Fact]
    public void NormOfThree() => Check(Three<GpuNorm>, ThreeSaved<GpuNorm>, 3, Norm);

    [Fact]
    public void NormOfFour() => Check(Four<GpuNorm>, FourSaved<GpuNorm>, 4, Norm);

    [Fact]
    public void PairOfTwo() => Check(Two<GpuQuadratic>, TwoSaved<GpuQuadratic>, 2, static y => Math.Pow(y[0] * y[1], 2));

    [Fact]
    public void PairsOfFour() => Check(Four<GpuQuadratic>, FourSaved<GpuQuadratic>, 4, static y => Math.Pow((y[0] * y[2]) + (y[1] * y[3]), 2));

    private static double Norm(double[] y) => y.Sum(static projection => projection * projection);

    private static void One<TAggregation>(GpuMemory memory)
        where TAggregation : struct, IGpuAggregation =>
        Run(memory, 1, new GaussiansOfOne<TAggregation, NoneSaved>(Offsets(memory, 1), Exponentials(memory), Components, default));

    private static void OneSaved<TAggregation>(GpuMemory memory)
        where TAggregation : struct, IGpuAggregation =>
        Run(memory, 1, new GaussiansOfOne<TAggregation, SavedProjections>(Offsets(memory, 1), Exponentials(memory), Components, Saved(memory)));

    private static void Two<TAggregation>(GpuMemory memory)
        where TAggregation : struct, IGpuAggregation =>
        Run(memory, 2, new GaussiansOfTwo<TAggregation, NoneSaved>(Offsets(memory, 2), Exponentials(memory), Components, default));

    private static void TwoSaved<TAggregation>(GpuMemory memory)
        where TAggregation : struct, IGpuAggregation =>
        Run(memory, 2, new GaussiansOfTwo<TAggregation, SavedProjections>(Offsets(memory, 2), Exponentials(memory), Components, Saved(memory)));

    private static void Three<TAggregation>(GpuMemory memory)
        where TAggregation : struct, IGpuAggregation =>
        Run(memory, 3, new GaussiansOfThree<TAggregation, NoneSaved>(Offsets(memory, 3), Exponentials(memory), Components, default));

    private static void ThreeSaved<TAggregation>(GpuMemory memory)
        where TAggregation : struct, IGpuAggregation =>
        Run(memory, 3, new GaussiansOfThree<TAggregation, SavedProjections>(Offsets(memory, 3), Exponentials(memory), Components, Saved(memory)));

    private static void Four<TAggregation>(GpuMemory memory)
        where TAggregation : struct, IGpuAggregation =>
        Run(memory, 4, new GaussiansOfFour<TAggregation, NoneSaved>(Offsets(memory, 4), Exponentials(memory), Components, default));

    private static void FourSaved<TAggregation>(GpuMemory memory)
        where TAggregation : struct, IGpuAggregation =>
        Run(memory, 4, new GaussiansOfFour<TAggregation, SavedProjections>(Offsets(memory, 4), Exponentials(memory), Components, Saved(memory)));

    private static void Run<TEpilogue>(GpuMemory memory, int projections, TEpilogue epilogue)
        where TEpilogue : struct, IProductEpilogue => GpuTiledProduct.Run(
        new OneSquare(), Tile, Tile, Grid.IdxY, Grid.IdxX, memory.Rows, Components * Width(projections), 0, Features,
        new ScalarsAlongDepth<LineMajor>(new(new(memory.Inputs, 0), Features)),
        new ScalarsAlongDepth<GaussianLines>(new(new(memory.Parameters, 0), Features, projections, Width(projections))), epilogue);

    private static Place Offsets(GpuMemory memory, int projections) => new(memory.Parameters, Components * projections * Features);

    private static SavedProjections Saved(GpuMemory memory) => new(new(memory.Predictions, 0), Stride);

    private static Place Exponentials(GpuMemory memory) => new(memory.Predictions, Rows * Stride);

    /// <summary>Columns of a component.</summary>
    private static int Width(int projections) => projections == 3 ? 4 : projections;

    private void Check(Action<GpuMemory> kernel, Action<GpuMemory> saving, int projections, Func<double[], double> squaredDistance)
    {
        var terms = Components * projections;
        var (input, weights, offsets) = (Values.Uniform(Rows * Features, 1), Values.Uniform(terms * Features, 2), Values.Uniform(terms, 3));
        double[] saved = [.. Enumerable.Range(0, Rows * terms).Select(i => Enumerable.Range(0, Features)
            .Sum(d => (double)input[(i / terms * Features) + d] * weights[(i % terms * Features) + d]) - offsets[i % terms])];
        double[] exponentials = [.. saved.Chunk(projections).Select(y => Math.Exp(-0.5 * squaredDistance(y)))];
        var columns = ((Components * Width(projections)) + Tile - 1) / Tile;
        CheckRun(kernel, 0, []);
        CheckRun(saving, terms, saved);

        void CheckRun(Action<GpuMemory> run, int written, double[] expected)
        {
            var inputs = new KernelInputs { Inputs = input, Parameters = [.. weights, .. offsets] };
            var actual = gpu.Run(run, new(columns, 2, 1), 64, (Rows * Stride) + exponentials.Length, Rows, inputs);
            Values.AssertNear(exponentials, actual[(Rows * Stride)..], 1e-6);
            var rows = actual[..(Rows * Stride)].Chunk(Stride).ToArray();
            Values.AssertNear(expected, [.. rows.SelectMany(row => row[..written])], 1e-6);
            Assert.All(rows.SelectMany(row => row[written..]), static value => Assert.Equal(float.NaN, value));
        }
    }
}
