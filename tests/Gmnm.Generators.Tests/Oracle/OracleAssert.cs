using System.Globalization;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Fails with the tensor's name, the error and the first values.</summary>
internal static class OracleAssert
{
    public static void Close(
        string name, IReadOnlyList<double> actual, IReadOnlyList<double> expected, double tolerance, double negligible = 1e-4)
    {
        var error = RelativeError.Of(actual, expected, negligible);
        Assert.True(
            error <= tolerance,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: relative error {error:e2}, at most {tolerance:e0} is allowed. Expected {First(expected)}, got {First(actual)}"));
    }

    private static string First(IReadOnlyList<double> values) =>
        $"[{string.Join(", ", values.Take(8).Select(static value => value.ToString("g6", CultureInfo.InvariantCulture)))}] of {values.Count}";
}
