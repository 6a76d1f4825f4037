using System.Globalization;
using Gmnm;
using Samples;

return new CommandLine(
    "Mnist",
    "trains a network with a Gaussian-mixture layer to read the 28 by 28 digits of MNIST.",
    [
        .. MnistOptions.All,
        new CommandOption("--output", "FILE", "Saves the trained network as a safetensors file."),
        DeviceOption.Option,
        new CommandOption("--epochs", "NUMBER", "Epochs of training; 5 by default."),
        new CommandOption("--seed", "NUMBER", "Seed of everything random; 1 by default."),
    ]).Run(args, Main);

static void Main(CommandLine options)
{
    var epochs = options.Number("--epochs", fallback: 5, least: 1);
    var seed = (ulong)options.Number("--seed", fallback: 1, least: 0);
    var data = MnistOptions.Load(options);
    ModelView.Show(MnistNet.Info, MnistNet.WorkspaceBytes);
    using var device = DeviceOption.Open(options);
    if (device is { IsEmulated: true })
    {
        EmulationView.Show(chosen => CreateTrainer(data, epochs, seed, chosen), data.Train, device);
        return;
    }

    using var trainer = CreateTrainer(data, epochs, seed, device);
    var network = trainer.Network;
    TrainingView.Fit(trainer, data.Train, data.Validation, epochs);
    if (options.Text("--output") is { } path)
    {
        network.Save(path);
        Console.WriteLine($"saved: {path}");
    }

    var accuracy = ClassificationView.Show(network, data.Test);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"test accuracy: {accuracy:F4}"));
}

static Trainer<MnistNet> CreateTrainer(MnistData data, int epochs, ulong seed, ComputeDevice? device)
{
    const int BatchSize = 64;
    return new Trainer<MnistNet>(MnistNet.Create(seed), new AdamW(3e-3, weightDecay: 0.02), new TrainerOptions
    {
        BatchSize = BatchSize,
        Seed = seed,
        Schedule = new OneCycleSchedule((long)epochs * data.Train.BatchCount(BatchSize)),
        Device = device,
    });
}
