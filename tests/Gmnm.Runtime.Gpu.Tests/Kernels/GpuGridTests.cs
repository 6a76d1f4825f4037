using Gmnm.Gpu.Kernels;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

public class GpuGridTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(257)]
    [InlineData(5000)]
    [InlineData(1000003)]
    public void PartsCoverASumOnce(int length)
    {
        var parts = GpuGrid.Parts(length, 256, 24);
        Assert.InRange(parts, 1, 24);
        Assert.Equal(0, GpuGrid.PartStart(length, 0, parts));
        Assert.Equal(length, GpuGrid.PartStart(length, parts, parts));
        for (var part = 0; part < parts; part++)
        {
            Assert.True(GpuGrid.PartStart(length, part, parts) <= GpuGrid.PartStart(length, part + 1, parts));
        }
    }
}
