using System.Runtime.InteropServices;

namespace Gmnm.Gpu;

/// <summary>The functions of NVIDIA's driver that a session needs. Each gives 0, or the number of an error.</summary>
internal static unsafe partial class CudaDriver
{
    /// <summary>CUDA_ERROR_OUT_OF_MEMORY.</summary>
    public const int OutOfMemory = 2;

    /// <summary>CU_EVENT_DISABLE_TIMING.</summary>
    public const uint WithoutTiming = 2;

    /// <summary>CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT.</summary>
    public const int MultiprocessorCount = 16;

    /// <summary>CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR; the minor number is the next attribute.</summary>
    public const int ComputeCapability = 75;

    /// <summary>CU_JIT_INPUT_PTX.</summary>
    public const int Ptx = 1;

    private const string Library = "gmnm-cuda-driver";
    private static readonly Lock s_loading = new();
    private static nint s_library;

    /// <summary>The driver's file on this system.</summary>
    public static string FileName => OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";

    /// <summary>Loads the driver's library. Gives false where there is none.</summary>
    public static bool TryLoad()
    {
        lock (s_loading)
        {
            if (s_library != 0)
            {
                return true;
            }

            if (!NativeLibrary.TryLoad(FileName, out var library))
            {
                return false;
            }

            NativeLibrary.SetDllImportResolver(typeof(CudaDriver).Assembly, static (name, _, _) => name == Library ? s_library : 0);
            s_library = library;
            return true;
        }
    }

    /// <summary>The GPUs that there are; 0 without a driver, or where it does not start.</summary>
    public static int CountDevices()
    {
        int count;
        return TryLoad() && cuInit(0) == 0 && cuDeviceGetCount(&count) == 0 ? count : 0;
    }

    /// <summary>Throws where a result is an error.</summary>
    /// <param name="result">What a function gave.</param>
    /// <param name="what">What was tried.</param>
    public static void Require(int result, string what)
    {
        if (result != 0)
        {
            throw new GpuException($"{what}: {Describe(result)}.");
        }
    }

    /// <summary>Name and text of an error.</summary>
    public static string Describe(int result)
    {
        byte* name = null;
        byte* text = null;
        return cuGetErrorName(result, &name) == 0 && cuGetErrorString(result, &text) == 0
            ? $"{Marshal.PtrToStringUTF8((nint)name)} ({Marshal.PtrToStringUTF8((nint)text)})"
            : $"error {result} of the CUDA driver";
    }

    [LibraryImport(Library)]
    public static partial int cuInit(uint flags);

    [LibraryImport(Library)]
    public static partial int cuGetErrorName(int error, byte** name);

    [LibraryImport(Library)]
    public static partial int cuGetErrorString(int error, byte** text);

    [LibraryImport(Library)]
    public static partial int cuDriverGetVersion(int* version);

    [LibraryImport(Library)]
    public static partial int cuDeviceGetCount(int* count);

    [LibraryImport(Library)]
    public static partial int cuDeviceGet(int* device, int ordinal);

    [LibraryImport(Library)]
    public static partial int cuDeviceGetName(byte* name, int length, int device);

    [LibraryImport(Library)]
    public static partial int cuDeviceGetAttribute(int* value, int attribute, int device);

    [LibraryImport(Library)]
    public static partial int cuDevicePrimaryCtxRetain(nint* context, int device);

    [LibraryImport(Library, EntryPoint = "cuDevicePrimaryCtxRelease_v2")]
    public static partial int cuDevicePrimaryCtxRelease(int device);

    [LibraryImport(Library)]
    public static partial int cuCtxSetCurrent(nint context);

    [LibraryImport(Library)]
    public static partial int cuCtxSynchronize();

    [LibraryImport(Library, EntryPoint = "cuMemGetInfo_v2")]
    public static partial int cuMemGetInfo(nuint* free, nuint* total);

    [LibraryImport(Library, EntryPoint = "cuMemAlloc_v2")]
    public static partial int cuMemAlloc(ulong* address, nuint bytes);

    [LibraryImport(Library, EntryPoint = "cuMemFree_v2")]
    public static partial int cuMemFree(ulong address);

    [LibraryImport(Library, EntryPoint = "cuMemsetD8_v2")]
    public static partial int cuMemsetD8(ulong address, byte value, nuint count);

    [LibraryImport(Library, EntryPoint = "cuMemcpyHtoD_v2")]
    public static partial int cuMemcpyHtoD(ulong destination, void* source, nuint bytes);

    [LibraryImport(Library, EntryPoint = "cuMemcpyDtoH_v2")]
    public static partial int cuMemcpyDtoH(void* destination, ulong source, nuint bytes);

    [LibraryImport(Library, EntryPoint = "cuMemcpyHtoDAsync_v2")]
    public static partial int cuMemcpyHtoDAsync(ulong destination, void* source, nuint bytes, nint stream);

    [LibraryImport(Library, EntryPoint = "cuMemAllocHost_v2")]
    public static partial int cuMemAllocHost(void** address, nuint bytes);

    [LibraryImport(Library)]
    public static partial int cuMemFreeHost(void* address);

    [LibraryImport(Library)]
    public static partial int cuEventCreate(nint* created, uint flags);

    [LibraryImport(Library)]
    public static partial int cuEventRecord(nint recorded, nint stream);

    [LibraryImport(Library)]
    public static partial int cuEventSynchronize(nint recorded);

    [LibraryImport(Library, EntryPoint = "cuEventDestroy_v2")]
    public static partial int cuEventDestroy(nint destroyed);

    [LibraryImport(Library, EntryPoint = "cuLinkCreate_v2")]
    public static partial int cuLinkCreate(uint options, int* names, void** values, nint* linking);

    [LibraryImport(Library, EntryPoint = "cuLinkAddData_v2")]
    public static partial int cuLinkAddData(nint linking, int type, byte* data, nuint bytes, byte* name, uint options, int* names, void** values);

    [LibraryImport(Library)]
    public static partial int cuLinkComplete(nint linking, byte** image, nuint* bytes);

    [LibraryImport(Library)]
    public static partial int cuLinkDestroy(nint linking);

    [LibraryImport(Library)]
    public static partial int cuModuleLoadData(nint* module, byte* image);

    [LibraryImport(Library)]
    public static partial int cuModuleUnload(nint module);

    [LibraryImport(Library)]
    public static partial int cuModuleGetFunction(nint* function, nint module, byte* name);

    [LibraryImport(Library)]
    public static partial int cuLaunchKernel(
        nint function, uint gridX, uint gridY, uint gridZ, uint threadsX, uint threadsY, uint threadsZ,
        uint sharedBytes, nint stream, void** parameters, void** extra);

    [LibraryImport(Library)]
    public static partial int cuGraphCreate(nint* graph, uint flags);

    [LibraryImport(Library)]
    public static partial int cuGraphAddKernelNode(nint* node, nint graph, nint* dependencies, nuint count, CudaKernelNode* kernel);

    [LibraryImport(Library)]
    public static partial int cuGraphInstantiateWithFlags(nint* executable, nint graph, ulong flags);

    [LibraryImport(Library)]
    public static partial int cuGraphExecKernelNodeSetParams(nint executable, nint node, CudaKernelNode* kernel);

    [LibraryImport(Library)]
    public static partial int cuGraphLaunch(nint executable, nint stream);

    [LibraryImport(Library)]
    public static partial int cuGraphExecDestroy(nint executable);

    [LibraryImport(Library)]
    public static partial int cuGraphDestroy(nint graph);
}
