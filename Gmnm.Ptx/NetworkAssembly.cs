using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Gmnm.Gpu;

namespace Gmnm.Ptx;

/// <summary>Loads an assembly to read its launch plans; nothing of the user's runs but what initialises those.</summary>
internal static class NetworkAssembly
{
    /// <summary>The networks that have kernels.</summary>
    /// <param name="path">The assembly.</param>
    /// <param name="references">Files of the assemblies that it refers to.</param>
    public static IReadOnlyList<(string Type, IGpuNetwork Network)> Load(string path, IEnumerable<string> references)
    {
        var files = references
            .Where(static file => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            .GroupBy(static file => Path.GetFileNameWithoutExtension(file), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(static group => group.Key, static group => Path.GetFullPath(group.First()), StringComparer.OrdinalIgnoreCase);

        // What this program has too, Gmnm and ILGPU, comes from its own folder.
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            files.TryGetValue(name.Name!, out var file) ? context.LoadFromAssemblyPath(file) : null;
        return [.. AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(path)).GetTypes()
            .Where(static type => typeof(IGpuNetwork).IsAssignableFrom(type) && type is { IsAbstract: false, ContainsGenericParameters: false })
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .Select(static type => (type.FullName!, (IGpuNetwork)RuntimeHelpers.GetUninitializedObject(type)))];
    }
}
