namespace Gmnm.Numerics;

/// <summary>
/// Where the parts of one head lie while it is computed. Rows are filled up with zeros to whole vectors, and keys to whole
/// tiles, so that products have no rests.
/// </summary>
internal readonly unsafe struct AttentionScratch
{
    /// <summary>Queries of a tile: two vectors of the widest kind.</summary>
    private const int MaxQueries = 32;

    /// <summary>Floats that a row is filled up to: the widest vector.</summary>
    private const int RowUnit = 16;

    /// <param name="start"><see cref="Length"/> floats.</param>
    /// <param name="shape">The call.</param>
    /// <param name="lanes">Floats of a vector.</param>
    internal AttentionScratch(float* start, AttentionShape shape, int lanes)
    {
        var keys = RoundUp(shape.Keys, TileProduct.Rows);
        var queries = 2 * lanes;
        SizeStride = RoundUp(shape.Size, Math.Max(lanes, TileProduct.Rows));
        ValueStride = RoundUp(shape.ValueSize, Math.Max(lanes, TileProduct.Rows));
        Keys = start;
        Values = Keys + (keys * SizeStride);
        KeyGradients = Values + (keys * ValueStride);
        ValueGradients = KeyGradients + (keys * SizeStride);
        Queries = ValueGradients + (keys * ValueStride);
        QueryPanel = Queries + (queries * SizeStride);
        Gradients = QueryPanel + (queries * SizeStride);
        GradientPanel = Gradients + (queries * ValueStride);
        Sums = GradientPanel + (queries * ValueStride);
        Weights = Sums + (queries * nint.Max(SizeStride, ValueStride));
        WeightGradients = Weights + (queries * FusedAttention.KeyBlock);
        Statistics = WeightGradients + (queries * FusedAttention.KeyBlock);
        KeyTerms = Statistics + (3 * queries);
        KeyTermGradients = KeyTerms + keys;
    }

    /// <summary>Floats from a row of queries or keys to the next.</summary>
    internal nint SizeStride { get; }

    /// <summary>Floats from a row of values to the next.</summary>
    internal nint ValueStride { get; }

    /// <summary>All keys of the head, and then the values.</summary>
    internal float* Keys { get; }

    internal float* Values { get; }

    /// <summary>Sums over the tiles of queries.</summary>
    internal float* KeyGradients { get; }

    internal float* ValueGradients { get; }

    /// <summary>What is added to the scores of each key.</summary>
    internal float* KeyTerms { get; }

    internal float* KeyTermGradients { get; }

    /// <summary>A tile of queries, scaled: by rows, and transposed.</summary>
    internal float* Queries { get; }

    internal float* QueryPanel { get; }

    /// <summary>The gradient of the tile's results: by rows, and transposed.</summary>
    internal float* Gradients { get; }

    internal float* GradientPanel { get; }

    /// <summary>The tile's results, or the gradient of its queries, transposed.</summary>
    internal float* Sums { get; }

    /// <summary>Scores and then weights of a block of keys, a row for each key.</summary>
    internal float* Weights { get; }

    internal float* WeightGradients { get; }

    /// <summary>Three numbers for each query of the tile.</summary>
    internal float* Statistics { get; }

    internal static int Length(int keys, int size, int valueSize)
    {
        checked
        {
            var padded = RoundUp(keys, TileProduct.Rows);
            var rows = RoundUp(size, RowUnit) + RoundUp(valueSize, RowUnit);
            return (int)((((2 * padded) + (3 * MaxQueries)) * rows) + (2 * padded) + (2 * MaxQueries * FusedAttention.KeyBlock) + (3 * MaxQueries));
        }
    }

    private static nint RoundUp(nint count, nint unit) => checked(count + unit - 1) / unit * unit;
}
