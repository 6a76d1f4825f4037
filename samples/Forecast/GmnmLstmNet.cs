using Gmnm;

namespace Samples;

/// <summary>
/// The same with Gaussians in place of the candidate's tanh; as many of them as make about as many parameters.
/// </summary>
[Network, Loss(LossKind.MeanSquaredError)]
internal sealed partial class GmnmLstmNet
{
    [GmnmLstm(64, Components = 16, Projections = 2, Last = true)]
    private partial SymbolicTensor Encode(SymbolicTensor hours);

    [Linear(EttData.Horizon)]
    private partial SymbolicTensor Head(SymbolicTensor state);

    private SymbolicTensor Forward([Shape(EttData.History, EttData.Columns)] SymbolicTensor hours)
    {
        var now = hours.Last();
        return Head(Encode(hours - now)) + now[^1..];
    }
}
