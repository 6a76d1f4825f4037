using Gmnm.Generators.Tests.Networks;

namespace Gmnm.Generators.Tests.RandomNetworks;

/// <summary>Random stacks compile without a warning and compute what the oracle computes.</summary>
public sealed class RandomNetworkTests
{
    private const int Count = 200;
    private const int Group = 20;

    private static readonly Lazy<GeneratedAssembly> s_assembly =
        new(static () => new GeneratedAssembly([.. Enumerable.Range(0, Count).Select(RandomNetwork.Declare)]));

    public static TheoryData<int> Groups => [.. Enumerable.Range(0, Count / Group)];

    [Theory]
    [MemberData(nameof(Groups))]
    public void GeneratedCodeAgrees(int group) => Assert.All(
        Enumerable.Range(group * Group, Group),
        static seed =>
        {
            var name = $"Random{seed}";
            var check = new NetworkCheck(s_assembly.Value.Declaration(name), s_assembly.Value.Create(name), seed);
            check.Predictions(1, 3, 18);
            check.Loss(5);
            check.Training(1);
            check.Training(7);
            check.BatchComposition(4);
        });
}
