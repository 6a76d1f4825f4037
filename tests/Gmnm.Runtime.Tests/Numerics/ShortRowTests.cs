using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public class ShortRowTests
{
    [Fact]
    public void EveryLengthGivesTheBitsOfTheLongLoops()
    {
        for (var length = 0; length <= 130; length++)
        {
            var x = Guarded.Random(length, length);
            var expected = new Guarded(length);
            var actual = new Guarded(length);
            expected.Span.Fill(5f);
            actual.Span.Fill(5f);
            Vectorized.Map(length, new AddExponential(ref x.Start, ref expected.Start));
            ShortRow.Map(length, new AddExponential(ref x.Start, ref actual.Start));
            Assert.Equal(expected.Span, actual.Span);
            actual.AssertMarginsUntouched();
            Assert.Equal(Vectorized.Sum(length, new Term(ref x.Start)), ShortRow.Sum(length, new Term(ref x.Start)));
            Assert.Equal(Vectorized.Max(length, new Term(ref x.Start)), ShortRow.Max(length, new Term(ref x.Start)));
        }
    }

    /// <summary>Visits count: an element that came twice is found.</summary>
    private readonly ref struct AddExponential(ref readonly float x, ref float y) : IMapBody
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref float _y = ref y;

        public void Invoke<TLanes>(nint index)
            where TLanes : unmanaged, ILanes<TLanes> =>
            TLanes.Store(TLanes.Load(ref _y, index) + Transcendental.Exp(TLanes.Load(in _x, index)), ref _y, index);
    }

    private readonly ref struct Term(ref readonly float x) : IReductionBody
    {
        private readonly ref readonly float _x = ref x;

        public TLanes Invoke<TLanes>(nint index)
            where TLanes : unmanaged, ILanes<TLanes> =>
            TLanes.Load(in _x, index) * TLanes.Splat(3f);
    }
}
