using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>A dense, row-major tensor of doubles: the interpreter's only value.</summary>
internal sealed class DoubleTensor
{
    private readonly int[] _sizes;

    public DoubleTensor(int[] sizes, double[]? values = null)
    {
        var length = sizes.Aggregate(1, static (product, size) => product * size);
        if (values is not null && values.Length != length)
        {
            throw new ArgumentException($"{values.Length} values for [{string.Join(", ", sizes)}].");
        }

        _sizes = sizes;
        Values = values ?? new double[length];
        Last = sizes.Length == 0 ? 1 : sizes[^1];
    }

    public IReadOnlyList<int> Sizes => _sizes;

    public double[] Values { get; }

    public int Rank => _sizes.Length;

    /// <summary>The last size; 1 for a scalar.</summary>
    public int Last { get; }

    /// <summary>Product of every size but the last.</summary>
    public int Rows => Values.Length / Last;

    /// <summary>One element of the tensor seen as a matrix of rows over the last axis.</summary>
    public double this[int row, int column]
    {
        get => Values[(row * Last) + column];
        set => Values[(row * Last) + column] = value;
    }

    /// <summary>Sizes of <paramref name="shape"/> where the batch has <paramref name="batch"/> samples.</summary>
    public static int[] Resolve(Shape shape, int batch) => [.. shape.Sizes.Select(size => size == Shape.Batch ? batch : size)];

    /// <summary>Steps between neighbours along each axis when read as if of <paramref name="sizes"/>: 0 where it stretches.</summary>
    public int[] StridesWithin(IReadOnlyList<int> sizes)
    {
        var strides = new int[sizes.Count];
        var step = 1;
        for (var own = Rank - 1; own >= 0; own--)
        {
            strides[own + sizes.Count - Rank] = _sizes[own] == 1 ? 0 : step;
            step *= _sizes[own];
        }

        return strides;
    }

    /// <summary>The indices along each axis of the element at a flat index.</summary>
    public int[] Place(int flat)
    {
        var place = new int[Rank];
        for (var axis = Rank - 1; axis >= 0; axis--)
        {
            place[axis] = flat % _sizes[axis];
            flat /= _sizes[axis];
        }

        return place;
    }

    /// <summary>The flat index of the element at a place.</summary>
    public int Flat(int[] place)
    {
        var flat = 0;
        for (var axis = 0; axis < Rank; axis++)
        {
            flat = (flat * _sizes[axis]) + place[axis];
        }

        return flat;
    }

    /// <summary>Reads the tensor as if of <paramref name="sizes"/>, with broadcasting.</summary>
    public DoubleTensor StretchedTo(int[] sizes)
    {
        var result = new DoubleTensor(sizes);
        var strides = StridesWithin(sizes);
        for (var flat = 0; flat < result.Values.Length; flat++)
        {
            var (rest, source) = (flat, 0);
            for (var axis = sizes.Length - 1; axis >= 0; axis--)
            {
                source += rest % sizes[axis] * strides[axis];
                rest /= sizes[axis];
            }

            result.Values[flat] = Values[source];
        }

        return result;
    }
}
