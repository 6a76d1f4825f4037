using System.Globalization;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Compilation;

/// <summary>What kernels for a GPU cannot do.</summary>
internal static class GpuLimits
{
    private const int Warp = 32;

    /// <summary>Features of a key and a value in whole warps, of which the rows of one warp fill the shared memory of a group.</summary>
    private const int MostFeatures = 1376;

    /// <summary>The first layer that is beyond them; null where there is none.</summary>
    public static CompilerError? Of(ComputationGraph graph)
    {
        foreach (var node in graph.Nodes)
        {
            if (node.Op is Attention attention)
            {
                var (key, value) = (graph[node.Inputs[1]].Shape.Last / attention.Heads, graph[node.Inputs[2]].Shape.Last / attention.Heads);
                if (Padded(key) + Padded(value) > MostFeatures)
                {
                    return new("GMNM3001", node.Layer, null, [Text(key), Text(value)]);
                }
            }
        }

        return null;
    }

    private static int Padded(int size) => (size + Warp - 1) / Warp * Warp;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
