using System.Runtime.InteropServices;

namespace Gmnm.Benchmarks.Peers.C;

/// <summary>Predictions of one sample by the perceptrons written in C, on parameters laid out as they want them.</summary>
internal sealed unsafe class CPerceptron : Contender
{
    private const int FewOutputs = 16;
    private readonly delegate* unmanaged[SuppressGCTransition]<float**, float*, float*, void> _function;
    private readonly CArray[] _parameters;
    private readonly float** _starts;
    private readonly CArray _input;
    private readonly CArray _output;

    public CPerceptron(nint function, NetworkWorkload workload)
    {
        _function = (delegate* unmanaged[SuppressGCTransition]<float**, float*, float*, void>)function;
        _input = new CArray(workload.Inputs);
        _output = new CArray(new float[workload.Info.OutputLength]);
        _parameters = [.. workload.Info.Parameters.Select(info => new CArray(Layout(info, workload.Parameter(info.Name))))];
        _starts = (float**)NativeMemory.Alloc((nuint)_parameters.Length, (nuint)sizeof(float*));
        for (var i = 0; i < _parameters.Length; i++)
        {
            _starts[i] = _parameters[i].Start;
        }
    }

    /// <summary>Name of the function for a network: <c>perceptron_16_32_4</c>.</summary>
    public static string FunctionName(NetworkInfo info)
    {
        var widths = info.Parameters.Where(static parameter => parameter.Shape.Length == 1).Select(static bias => bias.Length);
        return $"perceptron_{info.InputLength}_{string.Join('_', widths)}";
    }

    public override void Call() => _function(_starts, _input.Start, _output.Start);

    public override float[] Result() => _output.Values();

    protected override void Release()
    {
        Array.ForEach(_parameters, static parameter => parameter.Dispose());
        NativeMemory.Free(_starts);
        _input.Dispose();
        _output.Dispose();
    }

    /// <summary>[inputs, outputs] for a layer of many outputs.</summary>
    private static float[] Layout(ParameterInfo info, float[] values) =>
        info.Shape is [>= FewOutputs, var inputs] ? Transposed(values, info.Shape[0], inputs) : values;

    private static float[] Transposed(float[] values, int rows, int columns)
    {
        var transposed = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            transposed[(i % columns * rows) + (i / columns)] = values[i];
        }

        return transposed;
    }
}
