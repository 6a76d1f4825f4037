namespace Gmnm.Threading;

/// <summary>
/// How a thread waits for another that is expected soon: it spins, for about as long as a switch of threads takes; then it
/// offers its processor to others at every turn.
/// </summary>
internal struct Patience
{
    private const int Spins = 400;

    private int _turns;

    /// <summary>Waits a little.</summary>
    public void Once()
    {
        if (_turns < Spins)
        {
            _turns++;
            Thread.SpinWait(1);
        }
        else
        {
            Thread.Yield();
        }
    }
}
