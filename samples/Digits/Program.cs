using System.Globalization;
using Gmnm;
using Samples;

return new CommandLine(
    "Digits",
    "trains a network with a Gaussian-mixture layer to read 8 by 8 digits, and saves it.",
    new CommandOption("--output", "FILE", "Where to save the network; digits.safetensors beside the program by default."),
    new CommandOption("--model", "FILE", "Evaluates this network instead of training one."),
    new CommandOption("--bits", null, "Prints the outputs for ten digits as hexadecimal floats, and nothing else; needs --model."),
    DeviceOption.Option,
    new CommandOption("--epochs", "NUMBER", "Epochs of training; 30 by default."),
    new CommandOption("--seed", "NUMBER", "Seed of everything random; 1 by default.")).Run(args, Main);

static void Main(CommandLine options)
{
    if (options.Has("--bits"))
    {
        SampleDigits.PrintBits(NetworkFiles.Load<DigitNet>(
            options.Text("--model") ?? throw new UserErrorException("--bits needs --model FILE.")));
        return;
    }

    var epochs = options.Number("--epochs", fallback: 30, least: 1);
    var seed = (ulong)options.Number("--seed", fallback: 1, least: 0);
    var data = DigitData.Load();
    ModelView.Show(DigitNet.Info, DigitNet.WorkspaceBytes);
    using var device = DeviceOption.Open(options);
    if (device is { IsEmulated: true })
    {
        EmulationView.Show(chosen => CreateTrainer(data, epochs, seed, chosen), data.Train, device);
        return;
    }

    var network = options.Text("--model") is { } model ? NetworkFiles.Load<DigitNet>(model) : Train(data, epochs, seed, device);
    if (!options.Has("--model"))
    {
        var path = options.Text("--output") ?? Path.Combine(AppContext.BaseDirectory, "digits.safetensors");
        network.Save(path);
        Console.WriteLine($"saved: {path}");
    }

    var accuracy = ClassificationView.Show(network, data.Test);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"test accuracy: {accuracy:F4}"));
}

static DigitNet Train(DigitData data, int epochs, ulong seed, ComputeDevice? device)
{
    using var trainer = CreateTrainer(data, epochs, seed, device);
    TrainingView.Fit(trainer, data.Train, data.Validation, epochs);
    return trainer.Network;
}

static Trainer<DigitNet> CreateTrainer(DigitData data, int epochs, ulong seed, ComputeDevice? device)
{
    const int BatchSize = 32;
    return new Trainer<DigitNet>(DigitNet.Create(seed), new AdamW(4e-3, weightDecay: 0.05), new TrainerOptions
    {
        BatchSize = BatchSize,
        Seed = seed,
        Schedule = new OneCycleSchedule((long)epochs * data.Train.BatchCount(BatchSize)),
        Device = device,
    });
}
