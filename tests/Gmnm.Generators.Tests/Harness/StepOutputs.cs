using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Gmnm.Generators.Tests.Harness;

/// <summary>What every run of the generator must hold to.</summary>
internal static class StepOutputs
{
    /// <summary>Fails unless every step of the pipeline took its output from the cache.</summary>
    public static void AssertCached(GeneratorRunResult result)
    {
        foreach (var name in TrackingNames.All)
        {
            Assert.All(Reasons(result, name), reason =>
                Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{name}: {reason}"));
        }

        Assert.All(
            result.TrackedOutputSteps.SelectMany(static pair => pair.Value).SelectMany(static step => step.Outputs),
            static output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    /// <summary>Why each output of a step is what it is, in order.</summary>
    public static IReadOnlyList<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string name) =>
        result.TrackedSteps.TryGetValue(name, out var steps)
            ? [.. steps.SelectMany(static step => step.Outputs).Select(static output => output.Reason)]
            : [];

    /// <summary>Fails where a value that the cache keeps leads to a symbol, syntax, a location or a compilation.</summary>
    public static void AssertHoldNoSyntax(GeneratorRunResult result)
    {
        foreach (var name in TrackingNames.All)
        {
            if (result.TrackedSteps.TryGetValue(name, out var steps))
            {
                var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
                foreach (var (value, _) in steps.SelectMany(static step => step.Outputs))
                {
                    Walk(value, name, seen);
                }
            }
        }
    }

    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string or Type or Delegate || value.GetType().IsPrimitive || value.GetType().IsEnum)
        {
            return;
        }

        Assert.False(
            value is ISymbol or SyntaxNode or SyntaxTree or Microsoft.CodeAnalysis.Compilation or Location or SemanticModel or AttributeData,
            $"{path} holds a {value.GetType().Name}");
        if (!value.GetType().IsValueType && !seen.Add(value))
        {
            return;
        }

        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                Walk(item, $"{path}[]", seen);
            }

            return;
        }

        for (var type = value.GetType(); type is not null && type != typeof(object) && type != typeof(ValueType); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }
    }
}
