using System.Collections.Immutable;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Shapes;

/// <summary>Sizes of a tensor. Only the first can be <see cref="Batch"/>, the one size not known at compile time.</summary>
internal readonly record struct Shape(EquatableArray<int> Sizes)
{
    /// <summary>Stands for the number of samples.</summary>
    public const int Batch = -1;

    public static Shape Scalar => new([]);

    public int Rank => Sizes.Count;

    public bool IsBatched => Rank > 0 && Sizes[0] == Batch;

    /// <summary>Elements for one sample, or in all where there is no batch.</summary>
    public int Elements => Sizes.Items.Aggregate(1, static (product, size) => size == Batch ? product : checked(product * size));

    /// <summary>As <see cref="Elements"/>, whatever the sizes: at most <see cref="long.MaxValue"/>.</summary>
    public long LongElements => Sizes.Items.Aggregate(1L, static (product, size) =>
        size == Batch ? product : product > long.MaxValue / Math.Max(size, 1) ? long.MaxValue : product * size);

    /// <summary>The last size; 1 for a scalar.</summary>
    public int Last => Rank == 0 ? 1 : Sizes[Rank - 1];

    /// <summary>Every size but the last.</summary>
    public ImmutableArray<int> Leading => Sizes.Items.RemoveAt(Rank - 1);

    public static Shape Of(params int[] sizes) => new(sizes.ToEquatableArray());

    public static Shape OfBatch(params int[] sampleSizes) => new(sampleSizes.Prepend(Batch).ToEquatableArray());

    /// <summary>The same with another last size.</summary>
    public Shape WithLast(int size) => With(Rank - 1, size);

    /// <summary>The same with another size of one axis.</summary>
    public Shape With(int axis, int size) => new(new(Sizes.Items.SetItem(axis, size)));

    /// <summary>The shape of one sample.</summary>
    public Shape WithoutBatch() => IsBatched ? new(new(Sizes.Items.RemoveAt(0))) : this;

    public override string ToString() =>
        $"[{string.Join(", ", Sizes.Select(static size => size == Batch ? "batch" : size.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";
}
