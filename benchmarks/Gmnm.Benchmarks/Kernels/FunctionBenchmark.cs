using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using Gmnm.Numerics;

namespace Gmnm.Benchmarks.Kernels;

/// <summary>Elementary functions of 4,096 floats, which with their results fit the first cache.</summary>
public class FunctionBenchmark
{
    internal const int Length = 4096;
    private readonly AlignedBuffer _input = new(Length);
    private readonly AlignedBuffer _result = new(Length);

    [GlobalSetup]
    public void Fill() => Numbers.Normal(Length, seed: 1).CopyTo(_input.Span);

    [Benchmark(OperationsPerInvoke = Length)]
    public void Exp() => Vectorized.Map(Length, new ExpBody(ref _input.Start, ref _result.Start));

    [Benchmark(OperationsPerInvoke = Length)]
    public void Tanh() => Vectorized.Map(Length, new TanhBody(ref _input.Start, ref _result.Start));

    private readonly ref struct ExpBody(ref float input, ref float result) : IMapBody
    {
        private readonly ref float _input = ref input;
        private readonly ref float _result = ref result;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke<TLanes>(nint index)
            where TLanes : unmanaged, ILanes<TLanes> =>
            TLanes.Store(Transcendental.Exp(TLanes.Load(ref _input, index)), ref _result, index);
    }

    private readonly ref struct TanhBody(ref float input, ref float result) : IMapBody
    {
        private readonly ref float _input = ref input;
        private readonly ref float _result = ref result;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke<TLanes>(nint index)
            where TLanes : unmanaged, ILanes<TLanes> =>
            TLanes.Store(Transcendental.Tanh(TLanes.Load(ref _input, index)), ref _result, index);
    }
}
