using System.Runtime.CompilerServices;
using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

public class StackFloatsTests
{
    [Fact]
    public void TheNextBoundaryIsFound()
    {
        var aligned = new AlignedBuffer(2 * StackFloats.Slack);
        for (var skipped = 0; skipped < StackFloats.Slack; skipped++)
        {
            ref var expected = ref aligned.Span[skipped == 0 ? 0 : StackFloats.Slack];
            Assert.True(Unsafe.AreSame(ref expected, ref StackFloats.Align(ref aligned.Span[skipped])));
        }
    }
}
