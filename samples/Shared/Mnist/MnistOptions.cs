namespace Samples;

/// <summary>The options by which a program finds the files of MNIST.</summary>
internal static class MnistOptions
{
    /// <summary>What <c>--help</c> says of them.</summary>
    public static CommandOption[] All { get; } =
    [
        new("--data", "FOLDER", "Reads the four IDX files, plain or .gz, from here; downloads them by default."),
        new("--cache", "FOLDER", $"Keeps downloaded files here; {MnistDownload.DefaultCache} by default."),
        new("--mirror", "URL", $"Downloads from here; {MnistDownload.DefaultMirror} by default."),
    ];

    /// <summary>Reads the files where the options say, and downloads them where they are missing.</summary>
    /// <exception cref="UserErrorException">A file is missing, is no file of MNIST, or could not be downloaded.</exception>
    public static MnistData Load(CommandLine options) => MnistData.Load(options.Text("--data") ?? MnistDownload.Ensure(
        options.Text("--cache") ?? MnistDownload.DefaultCache,
        options.Text("--mirror") ?? MnistDownload.DefaultMirror));
}
