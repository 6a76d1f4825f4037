using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Scans;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>Stacked recurrent layers, one way or both: a loop over time for each.</summary>
internal static class RecurrentLowering
{
    public static Node Lower(LoweringContext context, RecurrentLayer layer, Node input)
    {
        RequireSequence(context, input);
        var value = input;
        for (var index = 0; index < layer.Layers; index++)
        {
            var prefix = layer.Name + (layer.Layers > 1 ? $".{index}" : "");
            var last = layer.Last && index == layer.Layers - 1;
            value = layer.Bidirectional
                ? context.Graph.Add(
                    new Concat(last ? 1 : 2, 2),
                    Direction(context, layer, value, prefix + ".forward", reverse: false, last),
                    Direction(context, layer, value, prefix + ".backward", reverse: true, last))
                : Direction(context, layer, value, prefix, reverse: false, last);
        }

        return value;
    }

    /// <summary>Refuses what is not [batch, steps, features].</summary>
    public static void RequireSequence(LoweringContext context, Node input)
    {
        if (input.Shape.Rank != 3)
        {
            throw context.Error("GMNM1050", null, input.Shape.WithoutBatch().ToString());
        }
    }

    private static Node Direction(LoweringContext context, RecurrentLayer layer, Node input, string name, bool reverse, bool last)
    {
        var scan = new ScanBuilder(context.Graph, input.Shape.Sizes[1], reverse);
        var hidden = layer.Cell == RecurrentCell.Lstm
            ? LstmCell.Lower(context, scan, input, name, layer.Units)
            : GruCell.Lower(context, scan, input, name, layer.Units);
        var loop = scan.Build();
        return last ? loop.Final(0) : loop.Stacked(hidden);
    }
}
