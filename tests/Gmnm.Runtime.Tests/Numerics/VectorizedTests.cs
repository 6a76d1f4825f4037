using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public class VectorizedTests
{
    [Fact]
    public void MapVisitsEachElementOnce()
    {
        for (var length = 0; length <= 70; length++)
        {
            var x = Guarded.Random(length, length);
            var y = new Guarded(length);
            y.Span.Fill(5f);
            Vectorized.Map(length, new AddTwice(ref x.Start, ref y.Start));
            for (var i = 0; i < length; i++)
            {
                Assert.Equal(5f + (2f * x[i]), y[i]);
            }

            y.AssertMarginsUntouched();
        }
    }

    [Fact]
    public void EveryWidthOfMapStopsAtItsLastWholeVector()
    {
        for (var length = 0; length <= 70; length++)
        {
            var x = Guarded.Random(length, length);
            var y = Guarded.Random(length, 2);
            var body = new AddTwice(ref x.Start, ref y.Start);
            Assert.Equal(length / 16 * 16, Vectorized.Map<AddTwice, Lanes512>(0, length, body));
            Assert.Equal(length / 8 * 8, Vectorized.Map<AddTwice, Lanes256>(0, length, body));
            Assert.Equal(length / 4 * 4, Vectorized.Map<AddTwice, Lanes128>(0, length, body));
            Assert.Equal(length, Vectorized.Map<AddTwice, Lanes1>(0, length, body));
            y.AssertMarginsUntouched();
        }
    }

    [Fact]
    public void SumAndMaxAgreeWithPlainLoops()
    {
        for (var length = 0; length <= 300; length++)
        {
            var x = Guarded.Random(length, length);
            var terms = x.Span.ToArray().Select(v => v - 3f).ToArray();
            Assert.Equal(
                terms.Sum(v => (double)v), Vectorized.Sum(length, new LessThree(ref x.Start)), 4e-6 * length);
            Assert.Equal(
                terms.Append(float.NegativeInfinity).Max(), Vectorized.Max(length, new LessThree(ref x.Start)));
        }
    }

    [Fact]
    public void SumAndMaxAgreeAtEveryWidth()
    {
        const int length = 64 + 13;
        var x = Guarded.Random(length, 9);
        AssertReductions<Lanes512>(x, length);
        AssertReductions<Lanes256>(x, length);
        AssertReductions<Lanes128>(x, length);
        AssertReductions<Lanes1>(x, length);
    }

    [Fact]
    public void LoopsAllocateNothing()
    {
        const int length = 93;
        var x = Guarded.Random(length, 1);
        var y = Guarded.Random(length, 2);
        long allocated = 0;
        for (var warmed = 0; warmed < 2; warmed++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Vectorized.Map(length, new AddTwice(ref x.Start, ref y.Start));
            Vectorized.Sum(length, new LessThree(ref x.Start));
            Vectorized.Max(length, new LessThree(ref x.Start));
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static void AssertReductions<TLanes>(Guarded x, int length)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var whole = length / TLanes.Count * TLanes.Count;
        var terms = x.Span[..whole].ToArray().Select(v => v - 3f).ToArray();
        nint index = 0;
        Assert.Equal(
            terms.Sum(v => (double)v),
            Vectorized.Sum<LessThree, TLanes>(ref index, length, new LessThree(ref x.Start)), 1e-4);
        Assert.Equal(whole, index);
        index = 0;
        Assert.Equal(terms.Max(), Vectorized.Max<LessThree, TLanes>(ref index, length, new LessThree(ref x.Start)));
        Assert.Equal(whole, index);
    }

    private readonly ref struct AddTwice(ref readonly float x, ref float y) : IMapBody
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref float _y = ref y;

        public void Invoke<TLanes>(nint index)
            where TLanes : unmanaged, ILanes<TLanes> =>
            TLanes.Store(
                TLanes.Load(ref _y, index) + (TLanes.Splat(2f) * TLanes.Load(in _x, index)), ref _y, index);
    }

    private readonly ref struct LessThree(ref readonly float x) : IReductionBody
    {
        private readonly ref readonly float _x = ref x;

        public TLanes Invoke<TLanes>(nint index)
            where TLanes : unmanaged, ILanes<TLanes> =>
            TLanes.Load(in _x, index) - TLanes.Splat(3f);
    }
}
