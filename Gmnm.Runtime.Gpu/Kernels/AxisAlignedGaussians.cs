using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// Gaussians with a scale for each axis: e = exp(-½ Σ_d (s_d (x_d - μ_d))²) for m centres. Input [rows, features], centers
/// [components, features], scales like the centers, or [components] where one serves every axis (shared).
/// </summary>
public static class AxisAlignedGaussians
{
    /// <summary>
    /// The exponentials, [rows, components], to an epilogue. A group of 64 threads has a tile of 32 × 32, four by four each,
    /// of a grid of (components / 32) by (rows / 32), rounded up. Bound by three operations for each row, component and feature.
    /// </summary>
    /// <param name="rows">Rows.</param>
    /// <param name="features">Features of a row.</param>
    /// <param name="components">Centres.</param>
    /// <param name="sharedScale">Whether one scale serves every axis of a centre.</param>
    /// <param name="input">[rows, features].</param>
    /// <param name="center">[components, features].</param>
    /// <param name="scale">[components, features], or [components].</param>
    /// <param name="epilogue">Takes four neighbours of a row; stores those within bounds.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TEpilogue>(
        int rows, int features, int components, bool sharedScale, Place input, Place center, Place scale, TEpilogue epilogue)
        where TEpilogue : struct, IProductEpilogue
    {
        const int Tile = 32, Threads = 64, Slab = 16, Stride = Tile + 4;
        var inputs = SharedMemory.Allocate1D<float>(Slab * Stride);
        var centers = SharedMemory.Allocate1D<float>(Slab * Stride);
        var scales = SharedMemory.Allocate1D<float>(Slab * Stride);
        var (firstRow, firstComponent) = (Grid.IdxY * Tile, Grid.IdxX * Tile);
        var (x, y) = (Group.IdxX % 8 * 4, Group.IdxX / 8 * 4);
        Quad sums0 = default, sums1 = default, sums2 = default, sums3 = default;
        for (var first = 0; first < features; first += Slab)
        {
            for (var i = Group.IdxX; i < Slab * Tile; i += Threads)
            {
                var (line, d) = (i / Slab, i % Slab);
                var (row, component, feature) = (firstRow + line, firstComponent + line, first + d);
                var to = (d * Stride) + line;
                inputs[to] = row < rows && feature < features ? input[(row * features) + feature] : 0f;
                var isCenter = component < components && feature < features;
                centers[to] = isCenter ? center[(component * features) + feature] : 0f;
                scales[to] = isCenter ? scale[sharedScale ? component : (component * features) + feature] : 0f;
            }

            Group.Barrier();
            for (var d = 0; d < Slab; d++)
            {
                var four = AttentionTile.Load(inputs, ((d * Stride) + y) / 4);
                var mu = AttentionTile.Load(centers, ((d * Stride) + x) / 4);
                var s = AttentionTile.Load(scales, ((d * Stride) + x) / 4);
                sums0 = AddSquares(four.A, mu, s, sums0);
                sums1 = AddSquares(four.B, mu, s, sums1);
                sums2 = AddSquares(four.C, mu, s, sums2);
                sums3 = AddSquares(four.D, mu, s, sums3);
            }

            Group.Barrier();
        }

        Store(epilogue, sums0, firstRow + y, firstComponent + x, rows, components);
        Store(epilogue, sums1, firstRow + y + 1, firstComponent + x, rows, components);
        Store(epilogue, sums2, firstRow + y + 2, firstComponent + x, rows, components);
        Store(epilogue, sums3, firstRow + y + 3, firstComponent + x, rows, components);
    }

    /// <summary>The gradient of the input. A thread for each element, which looks at all components. Bound by the loads.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="features">Features of a row.</param>
    /// <param name="components">Centres.</param>
    /// <param name="sharedScale">Whether one scale serves every axis of a centre.</param>
    /// <param name="input">[rows, features].</param>
    /// <param name="center">[components, features].</param>
    /// <param name="scale">[components, features], or [components].</param>
    /// <param name="exponential">[rows, components], as the forward pass wrote it.</param>
    /// <param name="exponentialGradient">[rows, components].</param>
    /// <param name="inputGradient">[rows, features]; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InputGradient(
        int rows, int features, int components, bool sharedScale, Place input, Place center, Place scale,
        Place exponential, Place exponentialGradient, Place inputGradient)
    {
        for (var i = GpuGrid.First; i < rows * features; i += GpuGrid.Stride)
        {
            var (row, feature) = (i / features, i % features);
            var (value, sum) = (input[i], 0f);
            for (var component = 0; component < components; component++)
            {
                var s = scale[sharedScale ? component : (component * features) + feature];
                var z = value - center[(component * features) + feature];
                sum += Factor(exponential, exponentialGradient, (row * components) + component) * (s * s * z);
            }

            inputGradient[i] = sum;
        }
    }

    /// <summary>
    /// The gradients of centers and scales, summed over the rows from <paramref name="first"/> to <paramref name="last"/>. A
    /// group of threads has 32 components, a lane each, and four features; its warps share the rows. The grid is
    /// (components / 32) by (features / 4), rounded up. Bound by the loads of the exponentials, once for four features.
    /// </summary>
    /// <param name="first">The first row.</param>
    /// <param name="last">The row behind the last.</param>
    /// <param name="features">Features of a row.</param>
    /// <param name="components">Centres.</param>
    /// <param name="sharedScale">Whether one scale serves every axis: then its gradient is <see cref="SharedScaleGradient"/>.</param>
    /// <param name="input">[rows, features].</param>
    /// <param name="center">[components, features].</param>
    /// <param name="scale">[components, features], or [components].</param>
    /// <param name="exponential">[rows, components], as the forward pass wrote it.</param>
    /// <param name="exponentialGradient">[rows, components].</param>
    /// <param name="centerGradient">[components, features]; written.</param>
    /// <param name="scaleGradient">[components, features]; written where the scales are not shared.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ParameterGradient(
        int first, int last, int features, int components, bool sharedScale, Place input, Place center, Place scale,
        Place exponential, Place exponentialGradient, Place centerGradient, Place scaleGradient)
    {
        var component = (Grid.IdxX * GpuGrid.Warp) + GpuGrid.Lane;
        var column = component < components ? component : components - 1;
        var feature = Grid.IdxY * 4;
        var (isB, isC, isD) = (feature + 1 < features, feature + 2 < features, feature + 3 < features);
        var at = (column * features) + feature;
        float muA = center[at], muB = isB ? center[at + 1] : 0f, muC = isC ? center[at + 2] : 0f, muD = isD ? center[at + 3] : 0f;
        float squareA = 0f, squareB = 0f, squareC = 0f, squareD = 0f, sumA = 0f, sumB = 0f, sumC = 0f, sumD = 0f;
        for (var row = first + (Group.IdxX / GpuGrid.Warp); row < last; row += Group.DimX / GpuGrid.Warp)
        {
            var factor = Factor(exponential, exponentialGradient, (row * components) + column);
            var from = (row * features) + feature;
            var a = input[from] - muA;
            var b = isB ? input[from + 1] - muB : 0f;
            var c = isC ? input[from + 2] - muC : 0f;
            var d = isD ? input[from + 3] - muD : 0f;
            sumA += factor * a;
            sumB += factor * b;
            sumC += factor * c;
            sumD += factor * d;
            squareA += factor * a * a;
            squareB += factor * b * b;
            squareC += factor * c * c;
            squareD += factor * d * d;
        }

        StoreSums(at, 0, features, components, sharedScale, scale, sumA, squareA, centerGradient, scaleGradient);
        StoreSums(at, 1, features, components, sharedScale, scale, sumB, squareB, centerGradient, scaleGradient);
        StoreSums(at, 2, features, components, sharedScale, scale, sumC, squareC, centerGradient, scaleGradient);
        StoreSums(at, 3, features, components, sharedScale, scale, sumD, squareD, centerGradient, scaleGradient);
    }

    /// <summary>
    /// The gradient of scales that serve every axis, summed over the rows from <paramref name="first"/> to
    /// <paramref name="last"/>. Groups of threads have 32 components each, of a grid of (components / 32), rounded up.
    /// </summary>
    /// <param name="first">The first row.</param>
    /// <param name="last">The row behind the last.</param>
    /// <param name="features">Features of a row.</param>
    /// <param name="components">Centres.</param>
    /// <param name="input">[rows, features].</param>
    /// <param name="center">[components, features].</param>
    /// <param name="scale">[components].</param>
    /// <param name="exponential">[rows, components], as the forward pass wrote it.</param>
    /// <param name="exponentialGradient">[rows, components].</param>
    /// <param name="scaleGradient">[components]; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SharedScaleGradient(
        int first, int last, int features, int components, Place input, Place center, Place scale,
        Place exponential, Place exponentialGradient, Place scaleGradient)
    {
        var component = (Grid.IdxX * GpuGrid.Warp) + GpuGrid.Lane;
        var column = component < components ? component : components - 1;
        var sum = 0f;
        for (var row = first + (Group.IdxX / GpuGrid.Warp); row < last; row += Group.DimX / GpuGrid.Warp)
        {
            var distance = 0f;
            for (var feature = 0; feature < features; feature++)
            {
                var z = input[(row * features) + feature] - center[(column * features) + feature];
                distance += z * z;
            }

            sum += Factor(exponential, exponentialGradient, (row * components) + column) * distance;
        }

        sum = GpuReduction.LaneSum(sum, GpuGrid.Warp);
        if (Group.IdxX < GpuGrid.Warp && component < components)
        {
            scaleGradient[component] = scale[component] * sum;
        }
    }

    /// <summary><c>-e de</c>; 0 where e is, whatever de is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Factor(Place exponential, Place exponentialGradient, int index)
    {
        var e = exponential[index];
        return e == 0f ? 0f : -(e * exponentialGradient[index]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Quad AddSquares(float value, Quad centers, Quad scales, Quad sums)
    {
        var a = (value - centers.A) * scales.A;
        var b = (value - centers.B) * scales.B;
        var c = (value - centers.C) * scales.C;
        var d = (value - centers.D) * scales.D;
        return new(sums.A + (a * a), sums.B + (b * b), sums.C + (c * c), sums.D + (d * d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TEpilogue>(TEpilogue epilogue, Quad sums, int row, int component, int rows, int components)
        where TEpilogue : struct, IProductEpilogue
    {
        if (row < rows && component < components)
        {
            var values = new Quad(
                GpuMath.Exp(-0.5f * sums.A), GpuMath.Exp(-0.5f * sums.B), GpuMath.Exp(-0.5f * sums.C), GpuMath.Exp(-0.5f * sums.D));
            epilogue.Store(values, row, component);
        }
    }

    /// <summary>Adds up the warps' sums of one feature and writes both gradients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreSums(
        int at, int offset, int features, int components, bool sharedScale, Place scale, float sum, float square,
        Place centerGradient, Place scaleGradient)
    {
        sum = GpuReduction.LaneSum(sum, GpuGrid.Warp);
        Group.Barrier();
        square = GpuReduction.LaneSum(square, GpuGrid.Warp);
        Group.Barrier();
        var component = (Grid.IdxX * GpuGrid.Warp) + GpuGrid.Lane;
        if (Group.IdxX < GpuGrid.Warp && component < components && (Grid.IdxY * 4) + offset < features)
        {
            var s = scale[sharedScale ? component : at + offset];
            centerGradient[at + offset] = -(s * s * sum);
            if (!sharedScale)
            {
                scaleGradient[at + offset] = s * square;
            }
        }
    }
}
