using System.Runtime.CompilerServices;

namespace Gmnm.Generators.Tests.Harness;

/// <summary>
/// Compares text with a committed snapshot beside the test, by the conventions of the Verify package, which can take
/// this class's place: <c>Class.Method.verified.cs</c> is the snapshot; on a mismatch <c>Class.Method.received.cs</c> is
/// written, and a person accepts it by renaming it.
/// </summary>
internal static class Verifier
{
    public static async Task Verify(
        string text, string extension = "txt", [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        var stem = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{method}");
        var (verified, received) = ($"{stem}.verified.{extension}", $"{stem}.received.{extension}");
        var expected = File.Exists(verified) ? Normalize(await File.ReadAllTextAsync(verified)) : null;
        var actual = Normalize(text);
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, actual);
        Assert.Fail(expected is null
            ? $"There is no snapshot {verified}. Review {received} and rename it."
            : $"{received} differs from its snapshot. First difference in line {FirstDifference(expected, actual)}.");
    }

    /// <summary>A checkout may have changed the ends of lines.</summary>
    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n') + "\n";

    private static int FirstDifference(string expected, string actual)
    {
        var pairs = expected.Split('\n').Zip(actual.Split('\n'), static (left, right) => left == right);
        return pairs.TakeWhile(static same => same).Count() + 1;
    }
}
