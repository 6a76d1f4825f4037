using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

/// <summary>Nothing in the numerics allocates, whatever the path.</summary>
public class AllocationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(27)]
    public void KernelsAllocateNothing(int rows)
    {
        const int features = 21, components = 19;
        var projection = new GaussianCall(rows, features, components, 2, 1f);
        var axisAligned = new AxisAlignedCall(rows, features, components, sharedScale: false, 1f);
        var narrow = new AxisAlignedCall(rows, 3, components, sharedScale: true, 1f);
        var result = new Guarded(rows * components);
        var visits = new Guarded(rows * components);

        void Run()
        {
            projection.Forward<NormAggregation>(Width.Machine);
            projection.Backward<NormAggregation>(Width.Machine, withInput: true);
            projection.Forward<QuadraticAggregation>(Width.Machine);
            projection.Backward<QuadraticAggregation>(Width.Machine, withInput: true);
            axisAligned.Forward(Width.Machine);
            axisAligned.Backward(Width.Machine, withInput: true);
            narrow.Forward(Width.Machine);
            narrow.Backward(Width.Machine, withInput: true);
            MatrixMultiply.Run(
                rows, components, features, ref projection.Input.Start, features, 1, ref projection.Weight.Start, 1,
                features, ref projection.Scratch.Start,
                new StoreEpilogue(ref result.Start, ref visits.Start, components));
        }

        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
