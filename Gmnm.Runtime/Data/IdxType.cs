namespace Gmnm;

/// <summary>Element type of an IDX file; the values are those of the format.</summary>
public enum IdxType
{
    /// <summary>Unsigned 8-bit integer.</summary>
    U8 = 0x08,

    /// <summary>Signed 8-bit integer.</summary>
    I8 = 0x09,

    /// <summary>Signed 16-bit integer.</summary>
    I16 = 0x0B,

    /// <summary>Signed 32-bit integer.</summary>
    I32 = 0x0C,

    /// <summary>IEEE single.</summary>
    F32 = 0x0D,

    /// <summary>IEEE double.</summary>
    F64 = 0x0E,
}
