using System.Runtime.InteropServices;

namespace Gmnm.Gpu;

/// <summary>Which step is decided on, as the kernel takes it.</summary>
/// <param name="LossAt">Where in the arena the loss is.</param>
/// <param name="Step">Number of the step since the record was read.</param>
/// <param name="Parts">Sums of squares; 0 where nothing is clipped.</param>
/// <param name="Limit">Largest norm of the gradient.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct AdmissionNumbers(int LossAt, int Step, int Parts, float Limit);
