using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Programs;

/// <summary>Compares what a program gave with the oracle.</summary>
internal static class ProgramAssert
{
    public static void Close(TestProgram program, int batch, GraphResults actual, GraphResults expected, double tolerance)
    {
        Assert.Equal(expected.Gradients.Keys.Order(), actual.Gradients.Keys.Order());
        // Gradients that cancel to nothing are the rounding of the others.
        var largest = expected.Gradients.Values.SelectMany(static values => values).Select(Math.Abs).Append(1).Max();
        var given = actual.All().ToDictionary();
        foreach (var (name, values) in expected.All())
        {
            OracleAssert.Close(
                $"{program.Name}, batch of {batch}, {name}\n{program.Forward.Dump()}", given[name], values, tolerance, negligible: 1e-2 * largest);
        }
    }
}
