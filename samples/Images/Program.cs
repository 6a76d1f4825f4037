using Gmnm;
using Samples;

return new CommandLine(
    "Images",
    "trains a CNN and a GMNM-CNN of about the same size to read the 28 by 28 digits of MNIST.",
    [
        .. MnistOptions.All,
        new CommandOption("--train-count", "NUMBER", "Trains on the first images only; 20000 by default, 55000 at most."),
        new CommandOption("--epochs", "NUMBER", "Epochs of training; 3 by default."),
        new CommandOption("--seed", "NUMBER", "Seed of everything random; 1 by default."),
    ]).Run(args, Main);

static void Main(CommandLine options)
{
    var trainCount = options.Number("--train-count", fallback: 20_000, least: 1);
    var epochs = options.Number("--epochs", fallback: 3, least: 1);
    var seed = (ulong)options.Number("--seed", fallback: 1, least: 0);
    var all = MnistOptions.Load(options);
    var data = all with { Train = all.Train.Slice(0, Math.Min(trainCount, all.Train.Count)) };
    ComparisonView.Show(
    [
        Train<CnnNet>("CNN", CnnNet.WorkspaceBytes),
        Train<GmnmCnnNet>("GMNM-CNN", GmnmCnnNet.WorkspaceBytes),
    ]);

    Classifier Train<TNetwork>(string name, long workspaceBytes)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ModelView.Show(TNetwork.Info, workspaceBytes);
        return Classifier.Train<TNetwork>(name, data, epochs, seed);
    }
}
