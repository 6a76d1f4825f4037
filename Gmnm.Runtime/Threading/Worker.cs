using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gmnm.Threading;

/// <summary>
/// A thread that waits for work. For a short time after its last it spins, because the next step of a training comes at
/// once; then it sleeps.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as the process.")]
internal sealed unsafe class Worker
{
    private static readonly long s_spinTicks = Stopwatch.Frequency / 5000;

    private readonly Team _team;
    private readonly int _thread;
    private readonly AutoResetEvent _wake = new(false);
    private readonly Signals _signals = new();
    private AlignedBuffer _scratch = new(0);
    private delegate*<Team, void*, int, float*, void> _body;
    private void* _state;

    internal Worker(Team team, int thread)
    {
        (_team, _thread) = (team, thread);
        new Thread(Loop, 1 << 20) { IsBackground = true, Name = $"Gmnm {thread}" }.Start();
    }

    /// <summary>Hands over work. The one before must be done; this thread may not have noticed yet that another one did it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Start(delegate*<Team, void*, int, float*, void> body, void* state, int scratchLength)
    {
        if (_scratch.Length < scratchLength)
        {
            _scratch = new AlignedBuffer(scratchLength);
        }

        _body = body;
        _state = state;
        Volatile.Write(ref _signals.Open, 1);
        Interlocked.Increment(ref _signals.Given);
        if (Interlocked.Exchange(ref _signals.Asleep, 0) == 1)
        {
            _wake.Set();
        }
    }

    /// <summary>Takes the work that was handed over, if nobody has: who gets true does it.</summary>
    internal bool TryTake() => Interlocked.Exchange(ref _signals.Open, 0) == 1;

    private void Loop()
    {
        for (var done = 0; ; done++)
        {
            Await(done);
            if (TryTake())
            {
                // Buffers are pinned, so the address stays.
                _body(_team, _state, _thread, (float*)Unsafe.AsPointer(ref _scratch.Start));
            }
        }
    }

    private void Await(int done)
    {
        var patience = new Patience();
        var start = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _signals.Given) == done)
        {
            patience.Once();
            if (Stopwatch.GetTimestamp() - start > s_spinTicks)
            {
                Sleep(done);
                return;
            }
        }
    }

    private void Sleep(int done)
    {
        Interlocked.Exchange(ref _signals.Asleep, 1);
        if (Volatile.Read(ref _signals.Given) == done || Interlocked.Exchange(ref _signals.Asleep, 0) == 0)
        {
            _wake.WaitOne();
        }
    }

    /// <summary>Apart from what others write.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 512)]
    private sealed class Signals
    {
        [FieldOffset(128)]
        public int Given;

        [FieldOffset(256)]
        public int Asleep;

        [FieldOffset(384)]
        public int Open;
    }
}
