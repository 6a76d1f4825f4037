namespace Gmnm.Benchmarks;

/// <summary>Something to be timed, with all the numbers that a contender needs.</summary>
/// <param name="name">Name in the table.</param>
internal abstract class Workload(string name)
{
    public string Name { get; } = name;

    /// <summary>What is to be reached, in one thread.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>Multiply-adds of a call.</summary>
    public abstract double MultiplyAdds { get; }

    /// <summary>Bytes that a call has to move through the memory that holds them, once each; 0 where arithmetic is the limit.</summary>
    public virtual double StreamedBytes => 0;

    /// <summary>Calls before results are compared.</summary>
    public virtual int ComparedCalls => 1;

    /// <summary>Largest <see cref="Difference"/> that counts as agreement.</summary>
    public virtual double Tolerance => 1e-4;

    /// <summary>Whether the limit is a mix of reads and writes rather than reads alone.</summary>
    public virtual bool Writes => false;

    /// <summary>This library.</summary>
    /// <param name="learningRate">Of workloads that train.</param>
    public abstract Contender Ours(double learningRate);

    /// <summary>Greatest difference of two results, as a share of the greatest element.</summary>
    public virtual double Difference(float[] ours, float[] theirs)
    {
        var (difference, greatest) = (0.0, 0.0);
        for (var i = 0; i < ours.Length; i++)
        {
            difference = Math.Max(difference, Math.Abs(ours[i] - theirs[i]));
            greatest = Math.Max(greatest, Math.Abs(ours[i]));
        }

        return ours.Length == theirs.Length ? difference / greatest : double.PositiveInfinity;
    }
}
