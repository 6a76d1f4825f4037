using System.Collections.Immutable;

namespace Gmnm.Serialization;

/// <summary>One tensor as the header of a safetensors file declares it.</summary>
/// <param name="Name">Name, unique in the file.</param>
/// <param name="Dtype">Element type.</param>
/// <param name="Shape">Shape, row-major; empty for a scalar.</param>
/// <param name="Begin">First byte, from the end of the header.</param>
/// <param name="End">Byte after the last, from the end of the header.</param>
internal sealed record SafetensorsEntry(string Name, SafetensorsDtype Dtype, ImmutableArray<long> Shape, long Begin, long End)
{
    /// <summary><c>F32 [3, 4]</c>.</summary>
    public string Description => $"{Dtype.Name()} [{string.Join(", ", Shape)}]";
}
