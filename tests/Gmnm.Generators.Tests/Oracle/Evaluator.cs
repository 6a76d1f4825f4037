using Gmnm.Generators.Graph;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Computes one operation: its inputs are there, the result has <paramref name="sizes"/>.</summary>
internal delegate DoubleTensor Evaluator(Op op, DoubleTensor[] inputs, int[] sizes, Bindings bindings);
