using Gmnm.Generators.Graph;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>The evaluator of each kind of operation.</summary>
internal static class Evaluators
{
    private static readonly Dictionary<Type, Evaluator> Table = new IEnumerable<KeyValuePair<Type, Evaluator>>[]
    {
        SourceEvaluators.All, UnaryEvaluators.All, BinaryEvaluators.All, MoveEvaluators.All, ReductionEvaluators.All,
        ProductEvaluators.All, GaussianEvaluators.All, SavedGaussianEvaluators.All, PackedGaussianEvaluators.All, AttentionEvaluators.All,
        SequenceEvaluators.All, ScanEvaluators.All, WindowEvaluators.All,
    }.SelectMany(static part => part).ToDictionary();

    public static bool Has(Type op) => Table.ContainsKey(op);

    public static Evaluator For(Op op) => Table.TryGetValue(op.GetType(), out var evaluator)
        ? evaluator
        : throw new ArgumentException($"The interpreter has no evaluator for {op}.");
}
