namespace Gmnm.Generators.Tests.Gpu;

/// <summary>How far a device may be from the CPU, relative to the largest element of a tensor.</summary>
internal static class GpuTolerance
{
    /// <summary>Sums are taken in another order, which is all that the emulation does otherwise.</summary>
    public const double Emulated = 1e-4;

    /// <summary>Exponentials, logarithms and square roots of a device are approximations of about 2 units in the last place.</summary>
    public const double Device = 5e-4;
}
