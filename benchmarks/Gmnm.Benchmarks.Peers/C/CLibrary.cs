using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Benchmarks.Peers.C;

/// <summary>The C of this folder, compiled for this machine when the program starts.</summary>
internal static class CLibrary
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "C");
    private static nint _handle;

    /// <summary>Compiles and loads. Without a compiler the library of an earlier run serves.</summary>
    /// <returns>Whether there is one; if not, why.</returns>
    public static string? Load()
    {
        var library = Path.Combine(Folder, Vector512.IsHardwareAccelerated ? "peers.so" : "peers-no-avx512.so");
        var error = Compile(library);
        if (!File.Exists(library))
        {
            return error;
        }

        _handle = NativeLibrary.Load(library);
        return null;
    }

    /// <summary>The address of a function; null where there is no such function, or no library.</summary>
    public static nint? Function(string name) =>
        _handle != 0 && NativeLibrary.TryGetExport(_handle, name, out var address) ? address : null;

    private static string? Compile(string library)
    {
        string[] flags = ["-O3", "-march=native", "-ffast-math", "-shared", "-fPIC"];
        string[] width = Vector512.IsHardwareAccelerated ? [] : ["-mno-avx512f"];
        try
        {
            using var compiler = Process.Start("gcc", [.. flags, .. width, .. Directory.GetFiles(Folder, "*.c"), "-lm", "-o", library]);
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? null : $"gcc ended with {compiler.ExitCode}";
        }
        catch (Win32Exception)
        {
            return "there is no gcc";
        }
    }
}
