using System.Globalization;
using Gmnm;

namespace Samples;

/// <summary>A program's options, and how it ends: 0 when all went well, 2 with one line of text when it could not.</summary>
/// <param name="program">Name of the program.</param>
/// <param name="description">What it does, in a sentence.</param>
/// <param name="options">The options that it knows, <c>--help</c> aside.</param>
internal sealed class CommandLine(string program, string description, params CommandOption[] options)
{
    private const int Failure = 2;
    private readonly Dictionary<string, string> _values = [];

    /// <summary>Parses <paramref name="arguments"/> and runs <paramref name="main"/> with them.</summary>
    public int Run(string[] arguments, Action<CommandLine> main)
    {
        try
        {
            if (Array.Exists(arguments, static argument => argument is "--help" or "-h"))
            {
                PrintHelp();
                return 0;
            }

            Parse(arguments);
            main(this);
            return 0;
        }
        catch (Exception error) when (error is UserErrorException or IOException or UnauthorizedAccessException
            or InvalidFileException or CheckpointMismatchException)
        {
            Console.Error.WriteLine($"{program}: {error.Message}");
            return Failure;
        }
    }

    /// <summary>Whether the option was given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The option's value; null where it was not given.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <summary>The option's value as a whole number of at least <paramref name="least"/>.</summary>
    public int Number(string name, int fallback, int least)
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least
            ? value
            : throw new UserErrorException($"{name} needs a whole number of at least {least}, not '{text}'.");
    }

    private void Parse(string[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            var option = Array.Find(options, candidate => candidate.Name == name)
                ?? throw new UserErrorException($"unknown option '{name}'; --help lists the options.");
            if (option.Value is not null && i + 1 == arguments.Length)
            {
                throw new UserErrorException($"{name} needs {option.Value}.");
            }

            if (!_values.TryAdd(name, option.Value is null ? "" : arguments[++i]))
            {
                throw new UserErrorException($"{name} was given twice.");
            }
        }
    }

    private void PrintHelp()
    {
        Console.WriteLine($"{program}: {description}");
        Console.WriteLine();
        foreach (var option in options)
        {
            Console.WriteLine($"  {option.Name + " " + option.Value,-20} {option.Description}");
        }

        Console.WriteLine($"  {"--help",-20} Shows this.");
    }
}
