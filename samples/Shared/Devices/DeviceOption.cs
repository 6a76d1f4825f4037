using Gmnm.Gpu;

namespace Samples;

/// <summary>The option that trains on a GPU.</summary>
internal static class DeviceOption
{
    /// <summary>What <c>--help</c> says of it.</summary>
    public static CommandOption Option { get; } = new(
        "--device", "NAME", "Trains on gpu (the best that there is), cuda, cuda:1, opencl, or cpu (an emulation, slow); the processor by default.");

    /// <summary>The device that the options ask for; null for the processor.</summary>
    /// <exception cref="UserErrorException">There is no such device.</exception>
    public static KernelDevice? Open(CommandLine options)
    {
        if (options.Text("--device") is not { } name)
        {
            return null;
        }

        try
        {
            var device = GpuDevice.Open(name == "gpu" ? null : name);
            Console.WriteLine($"device: {device.Name}{(device.IsEmulated ? ", the emulation of a GPU on the processor" : "")}");
            return device;
        }
        catch (GpuException exception)
        {
            throw new UserErrorException(exception.Message);
        }
    }
}
