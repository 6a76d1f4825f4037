namespace Gmnm.Benchmarks.Peers.C;

/// <summary>AdamW as a plain loop in C.</summary>
internal sealed unsafe class CUpdate(nint function, UpdateWorkload workload, double learningRate) : Contender
{
    public const string FunctionName = "adamw";
    private readonly delegate* unmanaged<float*, float*, float*, float*, long, long, double, void> _function =
        (delegate* unmanaged<float*, float*, float*, float*, long, long, double, void>)function;

    private readonly CArray _parameters = new(workload.Start);
    private readonly CArray _gradient = new(workload.Gradient);
    private readonly CArray _first = new(new float[workload.Count]);
    private readonly CArray _second = new(new float[workload.Count]);
    private long _step;

    public override void Call() => _function(
        _parameters.Start, _gradient.Start, _first.Start, _second.Start, workload.Count, ++_step, learningRate);

    public override float[] Result() => _parameters.Values();

    protected override void Release()
    {
        _parameters.Dispose();
        _gradient.Dispose();
        _first.Dispose();
        _second.Dispose();
    }
}
