using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>The optimizers' passes over the flat parameters, as on the CPU. Bound by memory.</summary>
internal static class Updates
{
    /// <summary>p ← p − lr (s g + λ p)</summary>
    public static void Plain(ArrayView<float> parameters, ArrayView<float> gradient, int length, UpdateNumbers numbers)
    {
        for (var index = GpuGrid.First; index < length; index += GpuGrid.Stride)
        {
            parameters[index] -= numbers.StepSize * Direction(parameters, gradient, index, numbers);
        }
    }

    /// <summary>d = s g + λ p;  m ← μ m + d;  p ← p − lr m, or p ← p − lr (d + μ m) where it looks ahead.</summary>
    public static void Momentum(
        ArrayView<float> parameters, ArrayView<float> gradient, ArrayView<float> momenta, int length, UpdateNumbers numbers)
    {
        for (var index = GpuGrid.First; index < length; index += GpuGrid.Stride)
        {
            var direction = Direction(parameters, gradient, index, numbers);
            var velocity = (momenta[index] * numbers.Beta1) + direction;
            momenta[index] = velocity;
            parameters[index] -= numbers.StepSize * (numbers.Nesterov != 0 ? direction + (velocity * numbers.Beta1) : velocity);
        }
    }

    /// <summary>g = s g + λ p;  m ← β₁ m + (1 − β₁) g;  v ← β₂ v + (1 − β₂) g²;  p ← r p − α m / (c √v + ε)</summary>
    public static void Adaptive(
        ArrayView<float> parameters, ArrayView<float> gradient, ArrayView<float> firstMoments, ArrayView<float> secondMoments,
        int length, UpdateNumbers numbers)
    {
        for (var index = GpuGrid.First; index < length; index += GpuGrid.Stride)
        {
            var direction = Direction(parameters, gradient, index, numbers);
            var first = (firstMoments[index] * numbers.Beta1) + (direction * numbers.OneMinusBeta1);
            firstMoments[index] = first;
            var second = (secondMoments[index] * numbers.Beta2) + (direction * direction * numbers.OneMinusBeta2);
            secondMoments[index] = second;
            parameters[index] = (parameters[index] * numbers.DecayOnParameters)
                - (numbers.StepSize * (first / ((GpuMath.Sqrt(second) * numbers.SecondCorrection) + numbers.Epsilon)));
        }
    }

    /// <summary>The sum of squares of each part of a gradient: <see cref="UpdateGrid.NormParts"/> groups, a part each.</summary>
    public static void SumSquares(ArrayView<float> gradient, ArrayView<float> sums, int length)
    {
        var sum = 0f;
        for (var index = GpuGrid.First; index < length; index += GpuGrid.Stride)
        {
            sum += gradient[index] * gradient[index];
        }

        sum = GpuReduction.GroupSum(sum);
        if (Group.IdxX == 0)
        {
            sums[Grid.IdxX] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Direction(ArrayView<float> parameters, ArrayView<float> gradient, int index, UpdateNumbers numbers) =>
        (gradient[index] * numbers.GradientScale) + (parameters[index] * numbers.DecayInGradient);
}
