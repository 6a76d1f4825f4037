namespace Gmnm.Benchmarks.Rates;

/// <summary>A kernel at one size, and what it is counted in.</summary>
/// <param name="name">What a reader calls it.</param>
/// <param name="work">Units that a call does.</param>
/// <param name="unit">The unit, as it stands before "a second".</param>
/// <param name="call">Calls it once.</param>
internal sealed class KernelRate(string name, double work, string unit, Action call) : Contender
{
    public string Name { get; } = name;

    public string Unit { get; } = unit;

    /// <summary>A kernel that multiplies and adds, two operations each time.</summary>
    public static KernelRate Multiplying(string name, double multiplyAdds, Action call) => new(name, 2 * multiplyAdds, "FLOP", call);

    /// <summary>A kernel that reads each of its weights once.</summary>
    public static KernelRate Reading(string name, double floats, Action call) => new(name, sizeof(float) * floats, "B", call);

    public override void Call() => call();

    public override float[] Result() => [];

    /// <summary>10⁹ units a second.</summary>
    public double Rate(double microseconds) => 1e-3 * work / microseconds;
}
