using System.Diagnostics;
using System.Globalization;
using Gmnm;
using Gmnm.Gpu;
using Samples;

const int Steps = 200;

var start = Stopwatch.GetTimestamp();

// A native program that trains on an NVIDIA GPU where there is one. Null is the processor.
using var device = CudaDevice.TryOpen(out var reason);
Console.WriteLine(device is null ? $"{reason} The processor trains." : $"{device.Name} trains.");
var opened = Stopwatch.GetTimestamp();

var (images, labels) = SampleDigits.Read();
var targets = Array.ConvertAll(labels, static label => (float)label);
var network = DigitNet.Create(seed: 1);
var (began, stepped) = (Stopwatch.GetTimestamp(), 0L);
using (var trainer = new Trainer<DigitNet>(network, new Adam(0.005), new TrainerOptions { Device = device, Seed = 1 }))
{
    for (var step = 1; step <= Steps; step++)
    {
        var loss = trainer.Step(images, targets);
        stepped = step == 1 ? Stopwatch.GetTimestamp() : stepped;
        if (step is 1 or Steps)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {step}: loss {loss:F4}"));
        }
    }
}

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"opened in {Milliseconds(start, opened):F1} ms, first step in {Milliseconds(began, stepped):F1} ms, then {1e3 * Milliseconds(stepped, Stopwatch.GetTimestamp()) / (Steps - 1):F0} us each"));

var logits = new float[SampleDigits.Count * DigitNet.OutputLength];
if (device is null)
{
    network.Predict(images, logits);
}
else
{
    using var placed = device.Place(network);
    placed.Predict(images, logits);
}

var right = labels.Index().Count(label =>
    Metrics.PredictedClass(logits.AsSpan(label.Index * DigitNet.OutputLength, DigitNet.OutputLength)) == label.Item);
Console.WriteLine($"{right} of {SampleDigits.Count} right");

static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
