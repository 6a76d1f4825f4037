using Gmnm;

namespace Samples;

/// <summary>Forecasts from the state of an LSTM after the last hour.</summary>
[Network, Loss(LossKind.MeanSquaredError)]
internal sealed partial class LstmNet
{
    [Lstm(64, Last = true)]
    private partial SymbolicTensor Encode(SymbolicTensor hours);

    [Linear(EttData.Horizon)]
    private partial SymbolicTensor Head(SymbolicTensor state);

    /// <summary>Sees how the past differs from now, and says how the future will: the level drifts over the years.</summary>
    private SymbolicTensor Forward([Shape(EttData.History, EttData.Columns)] SymbolicTensor hours)
    {
        var now = hours.Last();
        return Head(Encode(hours - now)) + now[^1..];
    }
}
