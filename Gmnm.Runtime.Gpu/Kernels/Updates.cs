using System.Reflection;
using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// The optimizers' passes over the flat parameters, as on the CPU. Bound by memory. They do nothing where <see cref="Admit"/> has
/// decided so, so that nobody has to wait for a loss before the next step is launched.
/// </summary>
internal static class Updates
{
    /// <summary>A kernel, by its name.</summary>
    public static MethodInfo Method(string name) => typeof(Updates).GetMethod(name)!;

    /// <summary>
    /// Keeps loss and norm of a step, and decides whether it is taken: not where one of them is not finite, nor after a step that
    /// was not. One group: <paramref name="record"/> is laid out as <see cref="StepRecord"/> says.
    /// </summary>
    public static void Admit(ArrayView<float> arena, ArrayView<float> sums, ArrayView<float> record, AdmissionNumbers numbers)
    {
        var sum = 0f;
        for (var index = Group.IdxX; index < numbers.Parts; index += Group.DimX)
        {
            sum += sums[index];
        }

        sum = GpuReduction.GroupSum(sum);
        if (Group.IdxX == 0)
        {
            var (loss, norm) = (arena[numbers.LossAt], GpuMath.Sqrt(sum));
            var outcome = StepRecord.Outcomes + (StepRecord.OutcomeLength * numbers.Step);
            record[outcome] = loss;
            record[outcome + 1] = norm;
            record[StepRecord.Factor] = numbers.Parts > 0 ? GpuMath.Min(1f, numbers.Limit / (norm + 1e-6f)) : 1f;
            var wasStopped = numbers.Step > 0 && record[StepRecord.Stopped] != 0f;
            record[StepRecord.Stopped] = wasStopped || !IsFinite(loss) || !IsFinite(norm) ? 1f : 0f;
        }
    }

    /// <summary>p ← p − lr (s g + λ p)</summary>
    public static void Plain(ArrayView<float> parameters, ArrayView<float> gradient, ArrayView<float> record, UpdateNumbers numbers)
    {
        if (IsStopped(record))
        {
            return;
        }

        for (var index = GpuGrid.First; index < numbers.Trainable; index += GpuGrid.Stride)
        {
            parameters[index] -= numbers.StepSize * Direction(parameters, gradient, record, index, numbers);
        }

        TakeStates(parameters, gradient, numbers);
    }

    /// <summary>d = s g + λ p;  m ← μ m + d;  p ← p − lr m, or p ← p − lr (d + μ m) where it looks ahead.</summary>
    public static void Momentum(
        ArrayView<float> parameters, ArrayView<float> gradient, ArrayView<float> momenta, ArrayView<float> record, UpdateNumbers numbers)
    {
        if (IsStopped(record))
        {
            return;
        }

        for (var index = GpuGrid.First; index < numbers.Trainable; index += GpuGrid.Stride)
        {
            var direction = Direction(parameters, gradient, record, index, numbers);
            var velocity = (momenta[index] * numbers.Beta1) + direction;
            momenta[index] = velocity;
            parameters[index] -= numbers.StepSize * (numbers.Nesterov != 0 ? direction + (velocity * numbers.Beta1) : velocity);
        }

        TakeStates(parameters, gradient, numbers);
    }

    /// <summary>g = s g + λ p;  m ← β₁ m + (1 − β₁) g;  v ← β₂ v + (1 − β₂) g²;  p ← r p − α m / (c √v + ε)</summary>
    public static void Adaptive(
        ArrayView<float> parameters, ArrayView<float> gradient, ArrayView<float> firstMoments, ArrayView<float> secondMoments,
        ArrayView<float> record, UpdateNumbers numbers)
    {
        if (IsStopped(record))
        {
            return;
        }

        for (var index = GpuGrid.First; index < numbers.Trainable; index += GpuGrid.Stride)
        {
            var direction = Direction(parameters, gradient, record, index, numbers);
            var first = (firstMoments[index] * numbers.Beta1) + (direction * numbers.OneMinusBeta1);
            firstMoments[index] = first;
            var second = (secondMoments[index] * numbers.Beta2) + (direction * direction * numbers.OneMinusBeta2);
            secondMoments[index] = second;
            parameters[index] = (parameters[index] * numbers.DecayOnParameters)
                - (numbers.StepSize * (first / ((GpuMath.Sqrt(second) * numbers.SecondCorrection) + numbers.Epsilon)));
        }

        TakeStates(parameters, gradient, numbers);
    }

    /// <summary>a ← a + s (p − a) for the trainable floats; the others are taken as they are.</summary>
    public static void Average(
        ArrayView<float> average, ArrayView<float> parameters, ArrayView<float> record, int trainable, int length, float share)
    {
        if (IsStopped(record))
        {
            return;
        }

        for (var index = GpuGrid.First; index < length; index += GpuGrid.Stride)
        {
            var parameter = parameters[index];
            average[index] = index < trainable ? average[index] + (share * (parameter - average[index])) : parameter;
        }
    }

    /// <summary>The sum of squares of each part of a gradient: a group for each.</summary>
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

    /// <summary>The network's states take the values that the forward pass computed for them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TakeStates(ArrayView<float> parameters, ArrayView<float> gradient, UpdateNumbers numbers)
    {
        for (var index = numbers.Trainable + GpuGrid.First; index < numbers.StatesEnd; index += GpuGrid.Stride)
        {
            parameters[index] = gradient[index];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Direction(
        ArrayView<float> parameters, ArrayView<float> gradient, ArrayView<float> record, int index, UpdateNumbers numbers) =>
        (gradient[index] * record[StepRecord.Factor]) + (parameters[index] * numbers.DecayInGradient);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsStopped(ArrayView<float> record) => record[StepRecord.Stopped] != 0f;

    // By its bits, which no compiler takes for granted.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFinite(float value) => (Interop.FloatAsInt(value) & 0x7F800000) != 0x7F800000;
}
