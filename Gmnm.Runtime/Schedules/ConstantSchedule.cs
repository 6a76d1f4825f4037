namespace Gmnm;

/// <summary>The optimizer's learning rate throughout.</summary>
public sealed class ConstantSchedule : Schedule
{
    /// <inheritdoc/>
    public override double Factor(long step) => 1;
}
