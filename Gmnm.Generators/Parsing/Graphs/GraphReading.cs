using System.Globalization;
using Gmnm.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>What the reading of one network shares: its content, its errors, and the limits that keep it short.</summary>
internal sealed class GraphReading(CSharpCompilation compilation, ParseErrors errors)
{
    /// <summary>Repetitions of loops, calls and blocks together: each becomes code.</summary>
    public const int MostRepetitions = 10_000;

    private readonly Dictionary<INamedTypeSymbol, GraphClass> _classes = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly HashSet<INamedTypeSymbol> _blocks = new(SymbolEqualityComparer.Default);
    private readonly List<(ISymbol Method, BlockInstance Block)> _calls = [];
    private Location? _unread;
    private int _repetitions;

    public ParseErrors Errors => errors;

    public GraphContent Content { get; } = new();

    /// <summary>What a class declares; its errors are reported once.</summary>
    public GraphClass Class(INamedTypeSymbol type)
    {
        if (!_classes.TryGetValue(type, out var read))
        {
            _classes.Add(type, read = GraphClass.Read(type, errors));
        }

        return read;
    }

    /// <summary>The body of a method, or the value of a field; null where it has none in this project.</summary>
    public IOperation? Body(ISymbol member)
    {
        if (!_bodies.TryGetValue(member, out var body))
        {
            var syntax = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
            syntax = syntax is VariableDeclaratorSyntax field ? field.Initializer : syntax;
            _bodies.Add(member, body = syntax is null ? null : compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax));
        }

        return body;
    }

    /// <summary>Counts repetitions, and reports where there are too many. After that nothing repeats any more.</summary>
    /// <param name="what">What repeats, as the start of a sentence.</param>
    /// <param name="location">Where it stands.</param>
    /// <param name="count">How many times more.</param>
    public bool CanRepeat(string what, Location location, int count = 1)
    {
        var wasWithin = _repetitions <= MostRepetitions;
        _repetitions = (int)Math.Min((long)_repetitions + count, MostRepetitions + 1);
        var isWithin = _repetitions <= MostRepetitions;
        if (wasWithin && !isWithin)
        {
            errors.Report(
                DiagnosticDescriptors.TooManyRepetitions, location, what, MostRepetitions.ToString(CultureInfo.InvariantCulture));
        }

        return isWithin;
    }

    /// <summary>Runs a call unless it is inside itself.</summary>
    public bool TryEnter(ISymbol method, BlockInstance block)
    {
        if (_calls.Any(call => call.Block == block && SymbolEqualityComparer.Default.Equals(call.Method, method)))
        {
            return false;
        }

        _calls.Add((method, block));
        return true;
    }

    public void Leave() => _calls.RemoveAt(_calls.Count - 1);

    /// <summary>Starts a block unless it is inside itself.</summary>
    public bool TryEnter(INamedTypeSymbol block) => _blocks.Add(block);

    public void Leave(INamedTypeSymbol block) => _blocks.Remove(block);

    /// <summary>Remembers what has no value for a reason that the C# compiler knows better, such as a variable that is not assigned.</summary>
    public void Unread(Location location) => _unread ??= location;

    /// <summary>Reports what was not read where neither the C# compiler nor this one said why.</summary>
    public void ReportUnread()
    {
        if (_unread is not { SourceTree: { } tree } || errors.Any)
        {
            return;
        }

        if (compilation.GetSemanticModel(tree).GetDiagnostics().Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            errors.Break();
        }
        else
        {
            errors.Report(DiagnosticDescriptors.UnreadableExpression, _unread, "value");
        }
    }
}
