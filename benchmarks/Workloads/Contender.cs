namespace Gmnm.Benchmarks;

/// <summary>One of those that run a workload: this library, or a peer of it.</summary>
internal abstract class Contender : IDisposable
{
    /// <summary>One prediction, training step, product or update.</summary>
    public abstract void Call();

    /// <summary>What the calls so far gave, in the order that the workload fixes: what is compared before anything is timed.</summary>
    public abstract float[] Result();

    /// <summary>Called before each run of calls, for what is a setting of the whole process.</summary>
    public virtual void Prepare()
    {
    }

    public void Dispose() => Release();

    protected virtual void Release()
    {
    }
}
