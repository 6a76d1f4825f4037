namespace Samples;

/// <summary>Draws an image of 8 by 8 pixels with characters, two a pixel.</summary>
internal static class DigitDrawing
{
    private const int Side = 8;
    private const string Shades = " .:-=+*#%@";

    /// <summary>Prints the image with <paramref name="caption"/> beside its middle.</summary>
    public static void Print(ReadOnlySpan<float> pixels, string caption)
    {
        Span<char> line = stackalloc char[2 * Side];
        for (var row = 0; row < Side; row++)
        {
            for (var column = 0; column < Side; column++)
            {
                var shade = Shades[(int)Math.Clamp(pixels[(row * Side) + column] * Shades.Length, 0, Shades.Length - 1)];
                line[2 * column] = shade;
                line[(2 * column) + 1] = shade;
            }

            Console.WriteLine($"  {line}{(row == Side / 2 ? "   " + caption : "")}".TrimEnd());
        }

        Console.WriteLine();
    }
}
