using Gmnm;

namespace Samples;

/// <summary>The baseline: each hour of the forecast is a weighted sum of all that was measured.</summary>
[Network, Loss(LossKind.MeanSquaredError)]
internal sealed partial class LinearNet
{
    [Linear(EttData.Horizon)]
    private partial SymbolicTensor Head(SymbolicTensor hours);

    private SymbolicTensor Forward([Shape(EttData.History, EttData.Columns)] SymbolicTensor hours)
    {
        var now = hours.Last();
        return Head((hours - now).Flatten()) + now[^1..];
    }
}
