using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Scheduling;

/// <summary>How a tensor lies in memory: row-major.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="SampleStride">Floats from a sample to the next where they are apart; 0 where they follow each other.</param>
internal readonly record struct Layout(Shape Shape, int SampleStride);
