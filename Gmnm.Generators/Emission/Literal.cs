using System.Globalization;
using Gmnm.Generators.Graph;

namespace Gmnm.Generators.Emission;

/// <summary>C# literals.</summary>
internal static class Literal
{
    /// <summary>The nearest float, in the shortest form that reads back as the same.</summary>
    public static string Float(double value)
    {
        var single = (float)value;
        if (float.IsNaN(single) || float.IsInfinity(single))
        {
            throw new InvalidGraphException($"The constant {value} is not a finite float.");
        }

        return single.ToString("G9", CultureInfo.InvariantCulture) is var nine
            && Enumerable.Range(1, 8)
                .Select(digits => single.ToString("G" + digits, CultureInfo.InvariantCulture))
                .FirstOrDefault(text => float.Parse(text, CultureInfo.InvariantCulture) == single) is { } shortest
            ? shortest + "f"
            : nine + "f";
    }

    public static string Int(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string String(string value) => "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
