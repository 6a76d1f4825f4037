namespace Gmnm.Runtime.Tests.Numerics;

/// <summary>Vector widths. All are tested on every machine; what the processor lacks is emulated.</summary>
public enum Width
{
    /// <summary>What the machine has, through the public entry.</summary>
    Machine,
    Bits512,
    Bits256,
    Bits128,
}
