using System.Collections.Immutable;
using Gmnm.Generators.Fusion;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>A number of groups: mirrors <c>GpuExtent</c>.</summary>
internal readonly record struct GpuExtent(int PerSample, int Constant, int Tile, int Most = 0)
{
    public static GpuExtent One => new(0, 1, 1);

    /// <summary>Groups over the elements of a shape, or over a number for each sample.</summary>
    public static GpuExtent Over(int elements, bool isBatched, int tile, int most = 0) =>
        isBatched ? new(elements, 0, tile, most) : new(0, elements, tile, most);

    public override string ToString() => this == One ? "default"
        : $"new({Literal.Int(PerSample)}, {Literal.Int(Constant)}, {Literal.Int(Tile)}{(Most > 0 ? $", {Literal.Int(Most)}" : "")})";
}

/// <summary>A step of a launch plan: a kernel, or a loop over time.</summary>
internal abstract record GpuLaunch
{
    /// <summary>Launches of the program that must have ended; default for the one before.</summary>
    public ImmutableArray<int> After { get; init; }

    public abstract void Emit(CodeWriter writer);

    protected static string Setting(string name, int value) => value > 0 ? $"{name} = {Literal.Int(value)}" : "";

    protected static string Setting(string name, bool value) => value ? $"{name} = true" : "";

    /// <summary>An object initializer; empty where there is nothing in it.</summary>
    protected string Initializer(params ReadOnlySpan<string> settings)
    {
        string[] all = [.. settings.ToArray().Where(static setting => setting.Length > 0), .. After.IsDefault ? [] : (string[])[$"After = [{string.Join(", ", After)}]"]];
        return all.Length == 0 ? "" : $" {{ {string.Join(", ", all)} }}";
    }

    /// <summary>The same with the tensors of its group in its work.</summary>
    public virtual GpuLaunch Reading(GpuContext context, FusedGroup group) => this;
}

internal sealed record KernelLaunch(string Name, int Threads, GpuExtent X, GpuExtent Y, GpuExtent Z) : GpuLaunch
{
    public GpuWork Work { get; init; }

    /// <summary>Samples below which it has nothing to do.</summary>
    public int FewestSamples { get; init; }

    /// <summary>Threads that do as well; 0 where it needs them all.</summary>
    public int FewestThreads { get; init; }

    /// <summary>Whether a group has a multiprocessor to itself.</summary>
    public bool IsAlone { get; init; }

    /// <summary>Whether only a device with tensor cores runs it.</summary>
    public bool NeedsTensorCores { get; init; }

    public override GpuLaunch Reading(GpuContext context, FusedGroup group) => this with { Work = Work.WithTensors(context, group) };

    public override void Emit(CodeWriter writer) => writer.Line(Text + ",");

    public string Text
    {
        get
        {
            GpuExtent[] extents = Z != GpuExtent.One ? [X, Y, Z] : Y != GpuExtent.One ? [X, Y] : [X];
            return $"new GpuKernel(nameof({Name}), {Name}, {Literal.Int(Threads)}, {string.Join(", ", extents)})"
                + Initializer($"Work = new({Work})", Setting(nameof(FewestSamples), FewestSamples), Setting(nameof(FewestThreads), FewestThreads), Setting(nameof(IsAlone), IsAlone),
                    Setting(nameof(NeedsTensorCores), NeedsTensorCores));
        }
    }
}

/// <summary>The same product with tiles of several sizes, from the smallest.</summary>
internal sealed record TileLaunch(IReadOnlyList<KernelLaunch> Kernels) : GpuLaunch
{
    public override GpuLaunch Reading(GpuContext context, FusedGroup group) =>
        new TileLaunch([.. Kernels.Select(kernel => (KernelLaunch)kernel.Reading(context, group))]);

    public override void Emit(CodeWriter writer)
    {
        writer.Line("new GpuTiles(");
        for (var index = 0; index < Kernels.Count; index++)
        {
            writer.Line($"    {Kernels[index].Text}{(index == Kernels.Count - 1 ? $"){Initializer()}," : ",")}");
        }
    }
}

internal sealed record LoopLaunch(int Steps, bool Reverse, IReadOnlyList<GpuLaunch> Body, KernelLaunch? Whole) : GpuLaunch
{
    public override void Emit(CodeWriter writer)
    {
        writer.Line($"new GpuLoop({Literal.Int(Steps)}, {(Reverse ? "true" : "false")},\n[");
        foreach (var launch in Body)
        {
            launch.Emit(writer);
        }

        writer.Line($"]){Initializer(Whole is null ? "" : $"Whole = {Whole.Text}")},");
    }
}
