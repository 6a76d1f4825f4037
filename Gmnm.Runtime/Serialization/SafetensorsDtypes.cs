namespace Gmnm.Serialization;

/// <summary>Names and sizes of the element types.</summary>
internal static class SafetensorsDtypes
{
    private static readonly (SafetensorsDtype Dtype, string Name, int Bits)[] Table =
    [
        (SafetensorsDtype.Bool, "BOOL", 8),
        (SafetensorsDtype.U8, "U8", 8),
        (SafetensorsDtype.I8, "I8", 8),
        (SafetensorsDtype.U16, "U16", 16),
        (SafetensorsDtype.I16, "I16", 16),
        (SafetensorsDtype.U32, "U32", 32),
        (SafetensorsDtype.I32, "I32", 32),
        (SafetensorsDtype.U64, "U64", 64),
        (SafetensorsDtype.I64, "I64", 64),
        (SafetensorsDtype.F4, "F4", 4),
        (SafetensorsDtype.F6E2M3, "F6_E2M3", 6),
        (SafetensorsDtype.F6E3M2, "F6_E3M2", 6),
        (SafetensorsDtype.F8E5M2, "F8_E5M2", 8),
        (SafetensorsDtype.F8E4M3, "F8_E4M3", 8),
        (SafetensorsDtype.F8E8M0, "F8_E8M0", 8),
        (SafetensorsDtype.F16, "F16", 16),
        (SafetensorsDtype.BF16, "BF16", 16),
        (SafetensorsDtype.F32, "F32", 32),
        (SafetensorsDtype.F64, "F64", 64),
        (SafetensorsDtype.C64, "C64", 64),
    ];

    /// <summary>The name in a file.</summary>
    public static string Name(this SafetensorsDtype dtype) => Table[(int)dtype].Name;

    /// <summary>Bits in one element.</summary>
    public static int Bits(this SafetensorsDtype dtype) => Table[(int)dtype].Bits;

    /// <summary>The type of that name; false where the format has none.</summary>
    public static bool TryParse(string? name, out SafetensorsDtype dtype)
    {
        foreach (var row in Table)
        {
            if (row.Name == name)
            {
                dtype = row.Dtype;
                return true;
            }
        }

        dtype = default;
        return false;
    }
}
