using System.Globalization;

namespace Gmnm.Benchmarks.Gpu;

/// <summary>What the terminal shows.</summary>
internal static class TextReport
{
    private const double TeraFlopsOfMultiplyAdds = 2e-6;
    private const double TerabytesOfBytes = 1e-6;
    private const double Kilo = 1e3;

    public static void Agreement(NetworkAgreement agreement) => Write(
        $"{(agreement.Passed ? "pass" : "FAIL")}  {agreement.Name,-38} prediction {agreement.Prediction:E1}  loss {agreement.Loss:E1}  gradient {agreement.Gradient:E1} ({agreement.Worst})");

    public static void Limits(DeviceLimits limits) => Write(
        $"limits: {limits.MultiplyAdds * TeraFlopsOfMultiplyAdds:F1} TFLOP/s, {limits.Bytes * TerabytesOfBytes:F2} TB/s, {limits.Launch:F1} us between launches");

    public static void Times(IReadOnlyList<NetworkTimes> networks)
    {
        Write($"\n{"microseconds",-38} {"batch",6} {"forward",10} {"+ copies",10} {"step",10} {"+ loss",10} {"+ copies",10}");
        foreach (var times in networks)
        {
            Write($"{times.Name,-38} {times.Batch,6} {times.Forward,10:F1} {times.ForwardTransferred,10:F1} {times.SilentStep,10:F1} {times.Step,10:F1} {times.StepTransferred,10:F1}");
        }
    }

    /// <summary>The kernels of a network, the slowest first.</summary>
    public static void Kernels(NetworkTimes network, DeviceLimits limits)
    {
        var sum = network.Kernels.Sum(static kernel => kernel.Microseconds);
        Write($"\n{network.Name + ", batch " + network.Batch,-62} {"us",9} {"of all",7} {"launches",8} {"groups",8} {"MMAC",9} {"kB",9} {"of limit",9}");
        foreach (var kernel in network.Kernels.OrderByDescending(static kernel => kernel.Microseconds))
        {
            var bound = kernel is { MultiplyAdds: 0, Bytes: 0 } ? "" : $"{limits.Share(kernel):P0} {(limits.IsArithmetic(kernel) ? "mul" : "mem")}";
            Write($"  {kernel.Program + " " + kernel.Name,-60} {kernel.Microseconds,9:F1} {kernel.Microseconds / sum,7:P0} {kernel.Launches,8} {kernel.Groups,8} {kernel.MultiplyAdds / Kilo / Kilo,9:F2} {kernel.Bytes / Kilo,9:F0} {bound,9}");
        }
    }

    public static void Write(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
