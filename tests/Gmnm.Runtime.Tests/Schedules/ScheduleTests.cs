using Gmnm.Runtime.Tests.Optimization;

namespace Gmnm.Runtime.Tests.Schedules;

public class ScheduleTests
{
    private static Schedule Make(string name) => name switch
    {
        "step" => new StepSchedule(4, 0.5),
        "cosine" => new CosineSchedule(11, finalFraction: 0.1),
        "one_cycle" => new OneCycleSchedule(20),
        "one_cycle_early" => new OneCycleSchedule(15, 0.1, 10, 100),
        _ => throw new ArgumentException(name),
    };

    [Theory]
    [InlineData("step")]
    [InlineData("cosine")]
    [InlineData("one_cycle")]
    [InlineData("one_cycle_early")]
    public void FactorsFollowPyTorch(string name)
    {
        var expected = OptimizerFixture.Schedule(name);
        var schedule = Make(name);
        for (var step = 0; step < expected.Length; step++)
        {
            Assert.Equal(expected[step], schedule.Factor(step), 1e-12);
        }
    }

    [Fact]
    public void WarmUpRisesToTheFullRateThenFalls()
    {
        var schedule = new CosineSchedule(100, warmUpSteps: 10, finalFraction: 0.2);
        Assert.Equal(0.1, schedule.Factor(0), 1e-12);
        Assert.Equal(0.5, schedule.Factor(4), 1e-12);
        Assert.Equal(1, schedule.Factor(9), 1e-12);
        Assert.Equal(1, schedule.Factor(10), 1e-12);
        Assert.Equal(0.6, schedule.Factor(55), 1e-12);
        Assert.Equal(0.2, schedule.Factor(100), 1e-12);
        Assert.Equal(0.2, schedule.Factor(1_000_000), 1e-12);
    }

    [Fact]
    public void ConstantIsOne() => Assert.Equal(1, new ConstantSchedule().Factor(12345));

    [Fact]
    public void AOneCycleOfTwoStepsIsFinite()
    {
        Assert.True(double.IsFinite(new OneCycleSchedule(2, 0.5).Factor(0)));
        Assert.True(double.IsFinite(new OneCycleSchedule(2).Factor(0)));
        Assert.Equal(new OneCycleSchedule(2).Factor(1), new OneCycleSchedule(2).Factor(50), 1e-15);
    }

    [Fact]
    public void NumbersOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepSchedule(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepSchedule(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineSchedule(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineSchedule(10, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineSchedule(10, 1, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycleSchedule(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycleSchedule(10, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycleSchedule(10, 0.3, 0.5));
    }
}
