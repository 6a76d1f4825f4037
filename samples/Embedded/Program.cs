using System.Diagnostics;
using System.Globalization;
using Gmnm;
using Samples;

var main = Stopwatch.GetTimestamp();
var processorTimeBefore = Environment.CpuUsage.TotalTime;

return new CommandLine(
    "Embedded",
    "a native program with a trained network inside: reads ten digits that it carries too.",
    new CommandOption("--model", "FILE", "Uses this network instead of the embedded one."),
    new CommandOption("--bits", null, "Prints the outputs as hexadecimal floats, and nothing else."),
    new CommandOption("--started", "TICKS", "Timestamp (monotonic clock) at which the program was started, to measure from.")).Run(args, Main);

void Main(CommandLine options)
{
    var network = options.Text("--model") is { } model ? NetworkFiles.Load<DigitNet>(model) : LoadEmbedded();
    if (options.Has("--bits"))
    {
        SampleDigits.PrintBits(network);
        return;
    }

    var (images, labels) = SampleDigits.Read();
    Span<float> logits = stackalloc float[DigitNet.OutputLength];
    network.Predict(images.AsSpan(0, DigitNet.InputLength), logits);
    var answered = Stopwatch.GetTimestamp();

    var right = 0;
    for (var i = 0; i < SampleDigits.Count; i++)
    {
        var image = images.AsSpan(i * DigitNet.InputLength, DigitNet.InputLength);
        network.Predict(image, logits);
        var answer = Metrics.PredictedClass(logits);
        right += answer == labels[i] ? 1 : 0;
        DigitDrawing.Print(image, string.Create(
            CultureInfo.InvariantCulture, $"read as {answer}, {Probability(logits, answer):P1} sure; it is a {labels[i]}"));
    }

    Console.WriteLine($"{right} of {SampleDigits.Count} right");
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"first answer: {Milliseconds(main, answered):F2} ms after Main began, which the process reached in {processorTimeBefore.TotalMilliseconds:F2} ms"));
    if (options.Text("--started") is { } started)
    {
        var timestamp = long.TryParse(started, CultureInfo.InvariantCulture, out var ticks)
            ? ticks
            : throw new UserErrorException($"--started needs a number, not '{started}'.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first answer since start: {Milliseconds(timestamp, answered):F2} ms"));
    }
}

static DigitNet LoadEmbedded()
{
    using var resource = typeof(DigitNet).Assembly.GetManifestResourceStream("digits.safetensors")!;
    return NetworkFiles.Load<DigitNet>(resource);
}

static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;

static double Probability(ReadOnlySpan<float> logits, int answer)
{
    var sum = 0.0;
    foreach (var logit in logits)
    {
        sum += Math.Exp(logit - (double)logits[answer]);
    }

    return 1 / sum;
}
