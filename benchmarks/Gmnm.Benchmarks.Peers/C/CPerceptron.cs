using System.Runtime.InteropServices;

namespace Gmnm.Benchmarks.Peers.C;

/// <summary>Predictions of one sample by the perceptrons written in C, on parameters laid out as they want them.</summary>
internal sealed unsafe class CPerceptron : Contender
{
    private const int FewOutputs = 16;
    private readonly delegate* unmanaged[SuppressGCTransition]<float**, float*, float*, void> _function;
    private readonly float** _parameters;
    private readonly int _count;
    private readonly float* _input;
    private readonly float* _output;
    private readonly int _outputs;

    public CPerceptron(nint function, NetworkWorkload workload)
    {
        _function = (delegate* unmanaged[SuppressGCTransition]<float**, float*, float*, void>)function;
        _count = workload.Info.Parameters.Length;
        _outputs = workload.Info.OutputLength;
        _input = Copy(workload.Inputs);
        _output = Copy(new float[_outputs]);
        _parameters = (float**)NativeMemory.Alloc((nuint)_count, (nuint)sizeof(float*));
        for (var i = 0; i < _count; i++)
        {
            var info = workload.Info.Parameters[i];
            var values = workload.Parameter(info.Name);
            _parameters[i] = Copy(info.Shape is [>= FewOutputs, var inputs] ? Transpose(values, inputs) : values);
        }
    }

    /// <summary>Name of the function for a network: <c>perceptron_16_32_4</c>.</summary>
    public static string FunctionName(NetworkInfo info) =>
        $"perceptron_{info.InputLength}_{string.Join('_', info.Parameters.Where(static parameter => parameter.Shape.Length == 1).Select(static parameter => parameter.Length))}";

    public override void Call() => _function(_parameters, _input, _output);

    public override float[] Result() => new Span<float>(_output, _outputs).ToArray();

    protected override void Release()
    {
        for (var i = 0; i < _count; i++)
        {
            NativeMemory.AlignedFree(_parameters[i]);
        }

        NativeMemory.Free(_parameters);
        NativeMemory.AlignedFree(_input);
        NativeMemory.AlignedFree(_output);
    }

    private static float* Copy(float[] values)
    {
        var copy = (float*)NativeMemory.AlignedAlloc((nuint)(values.Length * sizeof(float)), 64);
        values.CopyTo(new Span<float>(copy, values.Length));
        return copy;
    }

    private static float[] Transpose(float[] values, int columns)
    {
        var rows = values.Length / columns;
        var transposed = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            transposed[(i % columns * rows) + (i / columns)] = values[i];
        }

        return transposed;
    }
}
