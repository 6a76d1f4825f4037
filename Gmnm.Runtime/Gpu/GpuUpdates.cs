using System.Runtime.InteropServices;
using Gmnm.Training;

namespace Gmnm.Gpu;

/// <summary>The part of a session that updates: the optimizer's state and the average on the device, and what steps gave.</summary>
internal sealed class GpuUpdates : IBufferSource, IDisposable
{
    private readonly KernelDevice _device;
    private readonly NetworkInfo _info;
    private readonly int _statesEnd;
    private readonly GpuBlock _squares;
    private readonly GpuBlock _record;
    private readonly float[] _read;
    private readonly List<(AlignedBuffer Host, GpuBlock Device)> _copies = [];
    private GpuBlock[] _states = [];
    private int _steps;

    public GpuUpdates(KernelDevice device, NetworkInfo info)
    {
        (_device, _info) = (device, info);
        _statesEnd = info.Parameters
            .Where(static parameter => parameter.Kind == ParameterKind.State)
            .Select(static parameter => parameter.Offset + parameter.Length)
            .Append(info.TrainableLength)
            .Max();
        _squares = device.CreateBlock("sums of squares");
        _squares.Require(UpdateGrid.MostNormParts);
        _record = device.CreateBlock("losses");
        _read = new float[StepRecord.LengthOf(device.RecordedSteps)];
        _record.Require(_read.Length);
    }

    /// <summary>Decides on the device whether the step is taken: its loss is in the arena, its gradient in its block.</summary>
    public void Admit(GpuBlock arena, int lossAt, GpuBlock gradient, double? clipNorm)
    {
        var parts = 0;
        if (clipNorm is not null)
        {
            parts = UpdateGrid.NormParts(_info.TrainableLength);
            _device.SumSquares(gradient, _squares, _info.TrainableLength);
        }

        _device.Admit(arena, _squares, _record, new AdmissionNumbers(lossAt, _steps, parts, (float)(clipNorm ?? 0)));
        _steps++;
    }

    /// <summary>Updates parameters, states and the average where the step is taken.</summary>
    public void Step(Optimizer optimizer, double learningRate, GpuBlock parameters, GpuBlock gradient, AveragedParameters? average)
    {
        optimizer.Attach(_info.TrainableLength);
        if (_states.Length != optimizer.StateNames.Count)
        {
            _states = new GpuBlock[optimizer.StateNames.Count];
        }

        for (var index = 0; index < _states.Length; index++)
        {
            _states[index] = OnDevice(optimizer.State(index), optimizer.StateNames[index]);
        }

        var arguments = optimizer.Advance(learningRate, gradientScale: 1);
        _device.Update(
            arguments.Kind, parameters, gradient, _states, _record, new UpdateNumbers(arguments, _info.TrainableLength, _statesEnd));
        if (average is not null)
        {
            _device.Average(
                OnDevice(average.Buffer, "averaged parameters"), parameters, _record, _info.TrainableLength, _info.ParameterBufferLength, average.Share);
        }

        foreach (var (host, _) in _copies)
        {
            host.IsNewerAt(this);
        }
    }

    /// <summary>Waits for the steps since the last call, and gives their outcomes.</summary>
    public ReadOnlySpan<StepOutcome> Read()
    {
        var read = _read.AsSpan(0, StepRecord.LengthOf(_steps));
        if (_steps > 0)
        {
            _record.Download(read);
            _steps = 0;
        }

        return MemoryMarshal.Cast<float, StepOutcome>(read[StepRecord.Outcomes..]);
    }

    /// <summary>Drops what the device has, after the host has the latest.</summary>
    public void Forget()
    {
        foreach (var (host, device) in _copies)
        {
            _ = host.Span;
            device.Dispose();
        }

        _copies.Clear();
    }

    /// <inheritdoc/>
    public void CopyTo(Span<float> destination, AlignedBuffer buffer) =>
        _copies.Single(copy => copy.Host == buffer).Device.Download(destination);

    public void Dispose()
    {
        Forget();
        _squares.Dispose();
        _record.Dispose();
    }

    /// <summary>The block of a buffer, filled from it the first time.</summary>
    private GpuBlock OnDevice(AlignedBuffer host, string purpose)
    {
        foreach (var copy in _copies)
        {
            if (copy.Host == host)
            {
                return copy.Device;
            }
        }

        var block = _device.CreateBlock(purpose);
        block.Upload(host.Span);
        _copies.Add((host, block));
        return block;
    }
}
