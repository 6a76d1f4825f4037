
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Graph;

/// <summary>The classes of operations that passes, fusion and memory planning tell apart.</summary>
internal static class OpClasses
{
    /// <summary>One result for each element, computed where it is needed.</summary>
    public static bool IsElementwise(Op op) => op is UnaryOp or BinaryOp or Where;

    /// <summary>Never in memory: computed again wherever it is read.</summary>
    public static bool IsInline(Op op) => op is Constant or Iota or BatchReciprocal or DropoutMask or Broadcast;

    /// <summary>In memory before the program starts.</summary>
    public static bool IsExternal(Op op) => op is Input or Target or Parameter || IsStepOperand(op);

    /// <summary>What the loop around a body hands to each step.</summary>
    public static bool IsStepOperand(Op op) => op is StepInput or CarriedState or Captured;

    public static bool IsReduction(Op op) => op is Sum or Maximum;

    /// <summary>The axis along which a reduction goes.</summary>
    public static int ReducedAxis(Op reduction) => (reduction as Sum)?.Axis ?? ((Maximum)reduction).Axis;

    /// <summary>An own kernel, which reads its operands from memory.</summary>
    public static bool IsKernel(Op op) => !IsElementwise(op) && !IsInline(op) && !IsExternal(op) && !IsReduction(op) && op is not Reshape;

    public static bool IsExpensive(Op op) => op is UnaryOp { IsExpensive: true };
}
