using System.Globalization;
using Gmnm;
using Samples;

return new CommandLine(
    "Mnist",
    "trains a network with a Gaussian-mixture layer to read the 28 by 28 digits of MNIST.",
    [
        .. MnistOptions.All,
        new CommandOption("--output", "FILE", "Saves the trained network as a safetensors file."),
        new CommandOption("--epochs", "NUMBER", "Epochs of training; 5 by default."),
        new CommandOption("--seed", "NUMBER", "Seed of everything random; 1 by default."),
    ]).Run(args, Main);

static void Main(CommandLine options)
{
    const int BatchSize = 64;
    var epochs = options.Number("--epochs", fallback: 5, least: 1);
    var seed = (ulong)options.Number("--seed", fallback: 1, least: 0);
    var data = MnistOptions.Load(options);
    ModelView.Show(MnistNet.Info, MnistNet.WorkspaceBytes);
    var network = MnistNet.Create(seed);
    var trainer = new Trainer<MnistNet>(network, new AdamW(3e-3, weightDecay: 0.02), new TrainerOptions
    {
        BatchSize = BatchSize,
        Seed = seed,
        Schedule = new OneCycleSchedule((long)epochs * data.Train.BatchCount(BatchSize)),
    });
    TrainingView.Fit(trainer, data.Train, data.Validation, epochs);
    if (options.Text("--output") is { } path)
    {
        network.Save(path);
        Console.WriteLine($"saved: {path}");
    }

    var accuracy = ClassificationView.Show(network, data.Test);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"test accuracy: {accuracy:F4}"));
}
