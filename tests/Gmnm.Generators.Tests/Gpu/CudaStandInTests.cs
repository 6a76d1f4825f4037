using Gmnm.Gpu;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>That the stand-in of the driver finds what it is there to find, in kernels written by hand.</summary>
[Collection(CudaCollection.Name)]
public sealed class CudaStandInTests(CudaFixture cuda)
{
    private const int Threads = 64;

    /// <summary>%rd1 is the block, %r1 the thread, %rd2 four times the thread, %rd3 the place of the thread in the block.</summary>
    private const string Start = """
        .version 7.0
        .target sm_80
        .address_size 64

        .visible .entry Kernel(
            .param .b64 _block
        )
        .maxntid 64, 1, 1
        {
            .shared .align 16 .b8 buffer[256];
            .reg .pred	%p<4>;
            .reg .b32	%r<9>;
            .reg .b64	%rd<9>;
            .reg .f32	%f<9>;
            ld.param.b64	%rd1, [_block];
            mov.b32	%r1, %tid.x;
            mul.wide.u32	%rd2, %r1, 4;
            add.u64	%rd3, %rd1, %rd2;
            cvt.rn.f32.s32	%f1, %r1;
        """;

    [SkippableTheory]
    [InlineData("st.f32 [%rd3+16], %f1;", "partly beyond their block of 256")]
    [InlineData("mov.b64 %rd4, 64; ld.f32 %f2, [%rd4];", "an address in no block")]
    [InlineData("ld.v4.f32 {%f2, %f3, %f4, %f5}, [%rd3];", "16 bytes at an address that is no multiple of them")]
    [InlineData("st.shared.f32 [%rd2+4], %f1;", "shared memory that is not declared")]
    [InlineData("st.shared.f32 [%rd2], %f1; mov.b64 %rd4, 0; ld.shared.f32 %f2, [%rd4];", "shared memory at 0 that warp 0 wrote since the last barrier")]
    [InlineData("mov.b64 %rd4, 252; ld.shared.f32 %f2, [%rd4]; st.shared.f32 [%rd2], %f1;", "writes shared memory at 252 that another warp read since the last barrier")]
    [InlineData("setp.lt.s32 %p1, %r1, 5; @%p1 bra Past; bar.sync 0; Past: ", "a barrier that some lanes of the warp are not at")]
    [InlineData("setp.lt.s32 %p1, %r1, 32; @%p1 bra First; bar.sync 0; bra Past; First: bar.sync 0; Past: ", "where other warps wait at that of line")]
    [InlineData("setp.lt.s32 %p1, %r1, 5; @%p1 bra Past; shfl.sync.bfly.b32 %f2, %f1, 1, 31, 4294967295; Past: ", "a shuffle without all lanes")]
    public void WhatADeviceDoesNotAllowIsAnError(string body, string said)
    {
        var error = Assert.Throws<GpuException>(() => Run(body));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Contains("Kernel, line ", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void WhatItDoesNotKnowDoesNotCompile() => Assert.Contains(
        "ptxas: line 20: fma.rn.f32", Assert.Throws<GpuException>(() => Run("fma.rn.f32 %f1, %f1, %f1, %f1;")).Message, StringComparison.Ordinal);

    /// <summary>Thread t adds t halves, and the warp then adds up all its sums.</summary>
    [SkippableFact]
    public void LanesThatPartMeetAgain()
    {
        var sums = Run("""
            mov.b32 %r2, 0;
            mov.f32 %f2, 0f00000000;
            bra Head;
            Head:
            setp.lt.s32 %p1, %r2, %r1;
            @%p1 bra Body;
            bra.uni End;
            End:
            shfl.sync.bfly.b32 %f3, %f2, 16, 31, 4294967295;
            add.f32 %f2, %f2, %f3;
            st.f32 [%rd3], %f2;
            ret;
            Body:
            add.f32 %f2, %f2, 0f3F000000;
            add.s32 %r2, %r2, 1;
            bra Head;
            """);
        Assert.Equal(Enumerable.Range(0, Threads).Select(static thread => ((thread & ~16) + 8) * 1f), sums);
    }

    /// <summary>Of two launches of a graph that do not name each other the later one may be first.</summary>
    [SkippableTheory]
    [InlineData(true, (1 * 2) + 4)]
    [InlineData(false, (1 + 4) * 2)]
    public unsafe void GraphsRunInAnOrderOfTheirOwn(bool isOrdered, float expected)
    {
        using var block = Block();
        block.Upload(Enumerable.Repeat(1f, Threads).ToArray());
        var (address, first, second, graph, executable) = (block.View.Address, (nint)0, (nint)0, (nint)0, (nint)0);
        void* parameter = &address;
        CudaDriver.Require(CudaDriver.cuGraphCreate(&graph, 0), "graph");
        var node = new CudaKernelNode { GridX = 1, GridY = 1, GridZ = 1, ThreadsX = Threads, ThreadsY = 1, ThreadsZ = 1, Parameters = &parameter };
        node.Function = Load("ld.f32 %f2, [%rd3]; add.f32 %f2, %f2, %f2; st.f32 [%rd3], %f2;");
        CudaDriver.Require(CudaDriver.cuGraphAddKernelNode(&first, graph, null, 0, &node), "node");
        node.Function = Load("ld.f32 %f2, [%rd3]; add.f32 %f2, %f2, 0f40800000; st.f32 [%rd3], %f2;");
        CudaDriver.Require(CudaDriver.cuGraphAddKernelNode(&second, graph, &first, isOrdered ? 1u : 0, &node), "node");
        CudaDriver.Require(CudaDriver.cuGraphInstantiateWithFlags(&executable, graph, 0), "graph");
        CudaDriver.Require(CudaDriver.cuGraphLaunch(executable, 0), "graph");
        CudaDriver.Require(CudaDriver.cuGraphExecDestroy(executable), "graph");
        CudaDriver.Require(CudaDriver.cuGraphDestroy(graph), "graph");
        Assert.Equal(Enumerable.Repeat(expected, Threads), Read(block));
    }

    /// <summary>Runs one group over a block of as many floats; gives them.</summary>
    private unsafe float[] Run(string body)
    {
        using var block = Block();
        var address = block.View.Address;
        void* parameter = &address;
        CudaDriver.Require(CudaDriver.cuLaunchKernel(Load(body), 1, 1, 1, Threads, 1, 1, 0, 0, &parameter, null), "launching");
        return Read(block);
    }

    private nint Load(string body)
    {
        Skip.If(cuda.IsReal, "It is not the stand-in that runs.");
        var lines = body.Replace("; ", ";\n", StringComparison.Ordinal).Replace(": ", ":\n", StringComparison.Ordinal);
        return new CudaModules(cuda.Device.Name, "", cache: null).Compile("test", "Kernel", new PtxKernel("Kernel", [sizeof(ulong)], $"{Start}\n{lines}\nret;\n}}\n")).Function;
    }

    private CudaBlock Block()
    {
        var block = (CudaBlock)cuda.Device.CreateBlock("numbers");
        block.Require(Threads);
        return block;
    }

    private static float[] Read(CudaBlock block)
    {
        var values = new float[Threads];
        block.Download(values);
        return values;
    }
}
