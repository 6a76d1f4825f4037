using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Samples;

/// <summary>Ten images of the held-out part of the digits, one of each, embedded in the program.</summary>
internal static class SampleDigits
{
    /// <summary>Number of images.</summary>
    public const int Count = 10;

    private const float Darkest = 16;

    /// <summary>Reads images [Count, 64] with elements in [0, 1], and labels [Count].</summary>
    public static (float[] Images, int[] Labels) Read()
    {
        using var stream = typeof(SampleDigits).Assembly.GetManifestResourceStream("sample-digits.csv")!;
        using var reader = new StreamReader(stream);
        var images = new float[Count * DigitNet.InputLength];
        var labels = new int[Count];
        for (var i = 0; i < Count; i++)
        {
            var fields = reader.ReadLine()!.Split(',');
            for (var pixel = 0; pixel < DigitNet.InputLength; pixel++)
            {
                images[(i * DigitNet.InputLength) + pixel] = int.Parse(fields[pixel], CultureInfo.InvariantCulture) / Darkest;
            }

            labels[i] = int.Parse(fields[DigitNet.InputLength], CultureInfo.InvariantCulture);
        }

        return (images, labels);
    }

    /// <summary>
    /// Prints the logits of each image as the hexadecimal bits of its floats, one image a line: equal text means equal to
    /// the bit.
    /// </summary>
    public static void PrintBits(DigitNet network)
    {
        var (images, _) = Read();
        Span<float> logits = stackalloc float[DigitNet.OutputLength];
        var line = new StringBuilder();
        for (var i = 0; i < Count; i++)
        {
            network.Predict(images.AsSpan(i * DigitNet.InputLength, DigitNet.InputLength), logits);
            line.Clear();
            foreach (var logit in logits)
            {
                line.Append(Unsafe.BitCast<float, uint>(logit).ToString("x8", CultureInfo.InvariantCulture)).Append(' ');
            }

            Console.WriteLine(line.ToString(0, line.Length - 1));
        }
    }
}
