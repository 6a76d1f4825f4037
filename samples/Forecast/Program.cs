using Gmnm;
using Samples;

return new CommandLine(
    "Forecast",
    "forecasts a day of a transformer's oil temperature by an LSTM, a GMNM-LSTM and a linear network.",
    new CommandOption("--data", "FILE", "Reads another CSV file of the same form: names, then a date and 7 numbers an hour."),
    new CommandOption("--output", "FILE", "Where to write the picture; forecast.png beside the program by default."),
    new CommandOption("--epochs", "NUMBER", "Epochs of training; 8 by default."),
    new CommandOption("--stride", "NUMBER", "Trains on every n-th window; 2 by default."),
    new CommandOption("--seed", "NUMBER", "Seed of everything random; 1 by default.")).Run(args, Main);

static void Main(CommandLine options)
{
    var epochs = options.Number("--epochs", fallback: 8, least: 1);
    var stride = options.Number("--stride", fallback: 2, least: 1);
    var seed = (ulong)options.Number("--seed", fallback: 1, least: 0);
    var path = options.Text("--output") ?? Path.Combine(AppContext.BaseDirectory, "forecast.png");
    var data = EttData.Load(options.Text("--data"), stride);
    Forecaster[] trained =
    [
        Train<LinearNet>("linear", LinearNet.WorkspaceBytes),
        Train<LstmNet>("LSTM", LstmNet.WorkspaceBytes),
        Train<GmnmLstmNet>("GMNM-LSTM", GmnmLstmNet.WorkspaceBytes),
    ];
    ForecastView.Show([Forecaster.Persistence(data), .. trained]);
    Picture.Save(data, trained, path);
    Console.WriteLine($"picture: {path}");

    Forecaster Train<TNetwork>(string name, long workspaceBytes)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ModelView.Show(TNetwork.Info, workspaceBytes);
        return Forecaster.Train<TNetwork>(name, data, epochs, seed);
    }
}
