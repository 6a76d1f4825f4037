using System.Globalization;
using Gmnm;
using Samples;

return new CommandLine(
    "FunctionFit",
    "fits a function of the plane by a sum of Gaussians and draws target, fit and error.",
    new CommandOption("--output", "FILE", "Where to write the picture; function-fit.png beside the program by default."),
    new CommandOption("--epochs", "NUMBER", "Epochs of training; 200 by default."),
    new CommandOption("--seed", "NUMBER", "Seed of everything random; 1 by default.")).Run(args, Main);

static void Main(CommandLine options)
{
    const int BatchSize = 128;
    var epochs = options.Number("--epochs", fallback: 200, least: 1);
    var seed = options.Number("--seed", fallback: 1, least: 0);
    var path = options.Text("--output") ?? Path.Combine(AppContext.BaseDirectory, "function-fit.png");
    var data = TargetFunction.Sample(seed);
    ModelView.Show(SurfaceNet.Info, SurfaceNet.WorkspaceBytes);
    var network = SurfaceNet.Create((ulong)seed);
    var trainer = new Trainer<SurfaceNet>(network, new Adam(3e-2), new TrainerOptions
    {
        BatchSize = BatchSize,
        Seed = (ulong)seed,
        Schedule = new OneCycleSchedule((long)epochs * data.BatchCount(BatchSize)),
    });
    TrainingView.Fit(trainer, data, validation: null, epochs);

    var comparison = Comparison.Of(network);
    Picture.Save(comparison, path);
    Console.WriteLine($"picture: {path}");
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"root mean square error {comparison.RootMeanSquareError:F5}, largest {comparison.LargestError:F5}, on values up to {comparison.LargestTarget:F2}"));
}
