using System.Collections.Immutable;
using Gmnm.Generators.Compilation;
using Gmnm.Generators.Fusion;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>
/// Which groups of a program must have ended before another starts: a device runs the others side by side. Groups have parts of
/// the scratch space of their own, in turn, so that it does not keep them apart.
/// </summary>
internal sealed class GpuOrder
{
    /// <summary>Floats of scratch space that groups share at least.</summary>
    private const int LeastRoom = 1 << 20;

    private readonly CompiledProgram _program;
    private readonly List<(GpuAccesses Accesses, int Last, ImmutableHashSet<int> Before)> _ended = [];
    private readonly GpuScratchRange?[] _scratch;

    public GpuOrder(CompiledProgram program)
    {
        _program = program;
        var room = Math.Max(LeastRoom, checked(2 * program.Scratch.Max(static scratch => scratch.Fixed)));
        _scratch = new GpuScratchRange?[program.Scratch.Length];
        var next = 0;
        for (var group = 0; group < _scratch.Length; group++)
        {
            var (constant, perRow) = program.Scratch[group];
            if (perRow > 0)
            {
                _scratch[group] = new(0, null);
            }
            else if (constant > 0)
            {
                var start = next + constant <= room ? next : 0;
                next = (start + constant + GpuOperand.Four - 1) / GpuOperand.Four * GpuOperand.Four;
                _scratch[group] = new(start, start + constant);
            }
        }

        ScratchLength = Math.Max(program.Memory.ScratchFixed, _scratch.Max(static scratch => scratch?.End) ?? 0);
    }

    /// <summary>Floats of scratch space that do not depend on the batch.</summary>
    public int ScratchLength { get; }

    /// <summary>Where the scratch space of a group starts.</summary>
    public int ScratchStart(int group) => _scratch[group]?.Start ?? 0;

    /// <summary>Adds a group's launches, and gives the launches before them that the first of them waits for.</summary>
    /// <param name="members">The group, or the two of one kernel.</param>
    /// <param name="index">Its place in the program.</param>
    /// <param name="last">The last of its launches.</param>
    public ImmutableArray<int> Add(FusedGroup members, int index, int last)
    {
        var accesses = GpuAccesses.Of(_program, members, _scratch[index]);
        var (after, before) = (ImmutableArray.CreateBuilder<int>(), ImmutableHashSet<int>.Empty);
        for (var other = _ended.Count - 1; other >= 0; other--)
        {
            var (others, launch, earlier) = _ended[other];
            if (!before.Contains(launch) && !accesses.IsApart(others))
            {
                after.Add(launch);
                before = before.Union(earlier).Add(launch);
            }
        }

        _ended.Add((accesses, last, before));
        after.Reverse();
        return after.ToImmutable();
    }
}
