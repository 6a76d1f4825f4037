using System.Globalization;
using Gmnm.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>Reports arguments of operations on tensors that are wrong whatever the shapes are.</summary>
internal static class TensorArgumentCheck
{
    /// <summary>Whether the arguments of a call may be read.</summary>
    public static bool Passes(IInvocationOperation call, TensorArguments arguments, ParseErrors errors)
    {
        var passes = true;
        void Report(DiagnosticDescriptor descriptor, params string[] rest)
        {
            passes = false;
            errors.Report(descriptor, call.Syntax.GetLocation(), [call.TargetMethod.Name, .. rest]);
        }

        switch (call.TargetMethod.Name)
        {
            case "Split" when arguments.Integer("parts") < 1:
                Report(DiagnosticDescriptors.CountOutOfRange, "parts", Text(arguments.Integer("parts")));
                break;
            case "Concat" when arguments.Tensors.IsEmpty:
                Report(DiagnosticDescriptors.CountOutOfRange, "The number of tensors", "0");
                break;
            case "Clamp" when arguments.Number("high") < arguments.Number("low"):
                Report(DiagnosticDescriptors.NumberOutOfRange, "high", Text(arguments.Number("high")), $"at least {Text(arguments.Number("low"))}");
                break;
            case "Reshape":
                ShapeParser.Check(
                    arguments.Integers("shape").Items, mayInfer: true, (descriptor, _, rest) => Report(descriptor, rest));
                break;
        }

        return passes;
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
