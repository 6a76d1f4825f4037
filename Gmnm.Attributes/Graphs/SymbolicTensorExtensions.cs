namespace Gmnm;

/// <summary>Lets the parts of a tensor be taken apart: <c>var (q, k, v) = x.Split(-1, 3);</c></summary>
public static class SymbolicTensorExtensions
{
    /// <summary>Two tensors.</summary>
    /// <param name="tensors">Two.</param>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    public static void Deconstruct(this SymbolicTensor[] tensors, out SymbolicTensor first, out SymbolicTensor second) =>
        throw SymbolicTensor.NeverRuns();

    /// <summary>Three tensors.</summary>
    /// <param name="tensors">Three.</param>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    /// <param name="third">The third.</param>
    public static void Deconstruct(
        this SymbolicTensor[] tensors, out SymbolicTensor first, out SymbolicTensor second, out SymbolicTensor third) =>
        throw SymbolicTensor.NeverRuns();

    /// <summary>Four tensors.</summary>
    /// <param name="tensors">Four.</param>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    /// <param name="third">The third.</param>
    /// <param name="fourth">The fourth.</param>
    public static void Deconstruct(
        this SymbolicTensor[] tensors,
        out SymbolicTensor first,
        out SymbolicTensor second,
        out SymbolicTensor third,
        out SymbolicTensor fourth) => throw SymbolicTensor.NeverRuns();
}
