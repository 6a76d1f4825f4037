using System.Text.Json;

namespace Gmnm.Runtime.Tests.Optimization;

/// <summary>What PyTorch computed: tests/fixtures/optimizers.json.</summary>
internal static class OptimizerFixture
{
    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.Fixture("optimizers.json"))).RootElement;

    public static float[] Start => Singles(Root.GetProperty("start"));

    public static float[][] Gradients => [.. Root.GetProperty("gradients").EnumerateArray().Select(Singles)];

    /// <summary>Parameters after step 1, 2 and the last.</summary>
    public static Dictionary<int, double[]> Updates(string name) =>
        Root.GetProperty("updates").GetProperty(name).EnumerateObject().ToDictionary(step => int.Parse(step.Name, null), step => Doubles(step.Value));

    /// <summary>Learning rate of each step where the optimizer's is 1.</summary>
    public static double[] Schedule(string name) => Doubles(Root.GetProperty("schedules").GetProperty(name));

    private static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];

    private static float[] Singles(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetSingle())];
}
