using System.Collections.Immutable;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Parsing.Graphs.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>
/// Reads one call of a symbolic method, statement by statement, as if it ran: tensors are values of the network, everything else
/// is known while the project is compiled. What cannot be read is reported where it stands and is unknown from there on.
/// </summary>
internal sealed partial class MethodReader
{
    private readonly GraphReading _reading;
    private readonly BlockInstance _block;
    private readonly Frame _frame;
    private ReadValue? _result;

    private MethodReader(GraphReading reading, BlockInstance block, Frame frame) => (_reading, _block, _frame) = (reading, block, frame);

    private ParseErrors Errors => _reading.Errors;

    /// <summary>Reads a call.</summary>
    /// <param name="reading">The network.</param>
    /// <param name="block">Whose layers the method calls.</param>
    /// <param name="method">The method, or local function.</param>
    /// <param name="arguments">One for each parameter.</param>
    /// <param name="outer">The variables around a local function.</param>
    /// <param name="call">Where it is called.</param>
    public static ReadValue Call(
        GraphReading reading, BlockInstance block, IMethodSymbol method, ImmutableArray<ReadValue> arguments, Frame? outer, Location call)
    {
        if (!reading.TryEnter(method, block))
        {
            reading.Errors.Report(DiagnosticDescriptors.Recursion, call, method.Name);
            return UnknownValue.Instance;
        }

        try
        {
            var written = method.PartialImplementationPart ?? method;
            var frame = new Frame(outer);
            for (var index = 0; index < arguments.Length && index < written.Parameters.Length; index++)
            {
                frame.Declare(written.Parameters[index], arguments[index]);
            }

            return new MethodReader(reading, block, frame).Run(reading.Body(written), call);
        }
        finally
        {
            reading.Leave();
        }
    }

    /// <summary>The value of a field's initializer.</summary>
    public static ReadValue Field(GraphReading reading, BlockInstance block, IFieldSymbol field, Location place) =>
        reading.Body(field) is ISymbolInitializerOperation { Value: { } value }
            ? new MethodReader(reading, block, new Frame(null)).Evaluate(value)
            : Unread(reading, place);

    private static UnknownValue Unread(GraphReading reading, Location place)
    {
        reading.Unread(place);
        return UnknownValue.Instance;
    }

    private ReadValue Run(IOperation? body, Location call)
    {
        var block = body switch
        {
            IMethodBodyOperation method => method.BlockBody ?? method.ExpressionBody,
            ILocalFunctionOperation function => function.Body,
            _ => null,
        };
        if (block is null || Execute(block) != Flow.Return)
        {
            // A method without a result ends so; of any other the C# compiler says that it does not return.
            _result = null;
        }

        return _result ?? Unread(_reading, call);
    }

    private UnknownValue Unreadable(IOperation operation, string what)
    {
        Errors.Report(DiagnosticDescriptors.UnreadableExpression, operation.Syntax.GetLocation(), what);
        return UnknownValue.Instance;
    }

    private UnknownValue NotConstant(IOperation operation, string what)
    {
        Errors.Report(DiagnosticDescriptors.NotConstant, operation.Syntax.GetLocation(), what);
        return UnknownValue.Instance;
    }

    private bool CanRepeat(string what, IOperation operation, int count = 1) =>
        _reading.CanRepeat(what, operation.Syntax.GetLocation(), count);
}
