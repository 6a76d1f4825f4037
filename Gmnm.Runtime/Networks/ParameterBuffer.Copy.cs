namespace Gmnm;

/// <content>Copies between networks.</content>
public sealed partial class ParameterBuffer
{
    /// <summary>
    /// Gives the parameters below one name the values of another network's: so two networks that hold the same part are
    /// trained in turn. Kinds may differ: what is trained in one may be frozen in the other. Allocates nothing.
    /// </summary>
    /// <param name="source">The parameters of the other network.</param>
    /// <param name="from">Name in the source: <c>generator</c> stands for all of <c>generator.…</c>; empty for all that it has.</param>
    /// <param name="to">Name here; empty for all that is here.</param>
    /// <exception cref="ArgumentException">There is nothing below a name.</exception>
    /// <exception cref="ShapeMismatchException">The two do not hold the same tensors; nothing is written.</exception>
    public void CopyFrom(ParameterBuffer source, string from = "", string to = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var count = CountBelow(to);
        if (source.CountBelow(from) != count)
        {
            source.RequireEach(from, this, to);
        }

        RequireEach(to, source, from);
        var values = Write();
        var last = -1;
        foreach (var parameter in Info.Parameters)
        {
            if (Below(parameter.Name, to, out var name))
            {
                last = source.Find(from, name, last);
                source.Values.Slice(source.Info.Parameters[last].Offset, parameter.Length).CopyTo(values[parameter.Offset..]);
            }
        }
    }

    /// <summary>Checks that another network has each tensor that is here.</summary>
    private void RequireEach(string here, ParameterBuffer other, string there)
    {
        var last = -1;
        foreach (var parameter in Info.Parameters)
        {
            if (!Below(parameter.Name, here, out var name))
            {
                continue;
            }

            last = other.Find(there, name, last);
            if (last < 0 || !other.Info.Parameters[last].Shape.AsSpan().SequenceEqual(parameter.Shape.AsSpan()))
            {
                var found = last < 0 ? $"no {there}{(there.Length == 0 ? "" : ".")}{name}" : other.Info.Parameters[last].ToString();
                throw new ShapeMismatchException($"{Info.Name} has {parameter}; {other.Info.Name} has {found}.");
            }
        }
    }

    /// <summary>Index of a tensor by its name below a prefix; -1 where there is none. Begins after the last that was found: orders are mostly alike.</summary>
    private int Find(string prefix, ReadOnlySpan<char> name, int last)
    {
        var parameters = Info.Parameters;
        for (var step = 1; step <= parameters.Length; step++)
        {
            var index = (last + step) % parameters.Length;
            if (Below(parameters[index].Name, prefix, out var candidate) && candidate.SequenceEqual(name))
            {
                return index;
            }
        }

        return -1;
    }

    private int CountBelow(string prefix)
    {
        var count = 0;
        foreach (var parameter in Info.Parameters)
        {
            count += Below(parameter.Name, prefix, out _) ? 1 : 0;
        }

        return count > 0 ? count : throw new ArgumentException($"{Info.Name} has no parameters below '{prefix}'.");
    }

    /// <summary>Whether a tensor is below a prefix, and its name from there on.</summary>
    private static bool Below(string tensor, string prefix, out ReadOnlySpan<char> name)
    {
        if (prefix.Length == 0)
        {
            name = tensor;
            return true;
        }

        var below = tensor.Length > prefix.Length && tensor[prefix.Length] == '.' && tensor.StartsWith(prefix, StringComparison.Ordinal);
        name = below ? tensor.AsSpan(prefix.Length + 1) : default;
        return below;
    }
}
