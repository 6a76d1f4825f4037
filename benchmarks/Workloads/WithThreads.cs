namespace Gmnm.Benchmarks;

/// <summary>This library with a number of threads.</summary>
internal sealed class WithThreads(Contender ours, int threads) : Contender
{
    public override void Prepare() => OurThreads.Set(threads);

    public override void Call() => ours.Call();

    public override float[] Result() => ours.Result();

    protected override void Release() => ours.Dispose();
}
