using System.Collections.Immutable;
using Gmnm.Generators.Memory;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>How generated code names the blocks of memory, and places in them.</summary>
internal static class Addresses
{
    /// <summary>The blocks that a program is given.</summary>
    public static readonly ImmutableArray<(StorageKind Kind, string Name)> Blocks =
    [
        (StorageKind.Input, "inputs"), (StorageKind.Target, "targets"), (StorageKind.Parameter, "parameters"),
        (StorageKind.Prepared, "prepared"), (StorageKind.Prediction, "predictions"), (StorageKind.Gradient, "gradients"),
    ];

    /// <param name="storage">A place.</param>
    /// <param name="samples">The factor of what is there for each sample.</param>
    public static string Of(Storage storage, string samples = " * samples") => storage.Kind switch
    {
        StorageKind.Fixed => At("arena", Literal.Int(storage.Offset)),
        StorageKind.PerRow => PerSample(storage.Offset, samples),
        var kind => At(Blocks.Single(name => name.Kind == kind).Name, Literal.Int(storage.Offset)),
    };

    /// <summary>A place in the part of the arena that grows with the batch.</summary>
    public static string PerSample(int offset, string samples = " * samples") => At("perSample", offset == 0 ? "0" : Literal.Int(offset) + samples);

    /// <summary>Some floats after a reference.</summary>
    public static string At(string reference, string offset) => offset == "0" ? reference : $"Unsafe.Add(ref {reference}, {offset})";

    /// <summary>The same, <paramref name="stride"/> floats for each of <paramref name="count"/>.</summary>
    public static string At(string reference, string count, int stride) => stride switch
    {
        0 => reference,
        1 => At(reference, count),
        _ => At(reference, $"{count} * {Literal.Int(stride)}"),
    };
}
