using System.Globalization;
using Gmnm;
using Gmnm.Gpu;
using Samples;

const int Steps = 200;

// A native program that trains on an NVIDIA GPU where there is one. Null is the processor.
using var device = CudaDevice.TryOpen(out var reason);
Console.WriteLine(device is null ? $"{reason} The processor trains." : $"{device.Name} trains.");

var (images, labels) = SampleDigits.Read();
var targets = Array.ConvertAll(labels, static label => (float)label);
var network = DigitNet.Create(seed: 1);
using (var trainer = new Trainer<DigitNet>(network, new Adam(0.005), new TrainerOptions { Device = device, Seed = 1 }))
{
    for (var step = 1; step <= Steps; step++)
    {
        var loss = trainer.Step(images, targets);
        if (step is 1 or Steps)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {step}: loss {loss:F4}"));
        }
    }
}

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
