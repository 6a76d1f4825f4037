using System.Runtime.InteropServices;

namespace Gmnm;

/// <summary>What a step on a device gave.</summary>
/// <param name="Loss">Mean loss of its batch.</param>
/// <param name="GradientNorm">Euclidean norm of its gradient; 0 where it is not clipped.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct StepOutcome(float Loss, float GradientNorm)
{
    /// <summary>Whether the step was taken, if all before it were.</summary>
    public bool IsFinite => float.IsFinite(Loss) && float.IsFinite(GradientNorm);
}
