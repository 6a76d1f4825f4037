using System.Globalization;
using Gmnm.Serialization;
using Gmnm.Training;

namespace Gmnm;

/// <content>Saving and resuming.</content>
public sealed partial class Trainer<TNetwork>
{
    private const string OptimizerKey = "trainer.optimizer";
    private const string OptimizerStepKey = "trainer.optimizer_step";
    private const string AveragePrefix = "average/";
    private const string BestPrefix = "best/";

    /// <summary>
    /// Saves all that a later process needs to go on to the bit as if it had never been interrupted: the trained
    /// parameters, the optimizer's state, average and best parameters, step, epoch, place in the epoch and seed. The file
    /// is replaced as a whole or left as it was. It is also a file of parameters.
    /// </summary>
    /// <exception cref="IOException">It could not be written; a file that was there is as before.</exception>
    public void SaveCheckpoint(string path) => SaveCheckpoint(path, DiskFiles.Instance);

    /// <summary>Saves through <paramref name="files"/>.</summary>
    internal void SaveCheckpoint(string path, IFiles files) => AtomicFile.Write(path, DescribeCheckpoint().WriteTo, files);

    /// <summary>
    /// Goes on where <see cref="SaveCheckpoint(string)"/> was called: network, options and optimizer must be set up as they
    /// were then. Everything in the file is checked first.
    /// </summary>
    /// <exception cref="InvalidFileException">The file is malformed; network and trainer are as they were.</exception>
    /// <exception cref="CheckpointMismatchException">It is of another network, optimizer or kind of training; network and trainer are as they were.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public void Resume(string path)
    {
        using var stream = File.OpenRead(path);
        var file = SafetensorsFile.ReadBytes(stream).Span;
        var header = SafetensorsHeader.Parse(file);
        var progress = ProgressRecord.Read(header, file);
        var optimizerSteps = CheckOptimizer(header);
        CheckParameters(header, progress);

        _shown.ShowTrained();
        var info = TNetwork.Info;
        ParameterFile.ReadAll(info.Parameters, prefix: "", header, file, Network.Parameters.Write());
        for (var i = 0; i < Optimizer.StateNames.Count; i++)
        {
            ParameterFile.ReadAll(info.TrainableParameters, StatePrefix(i), header, file, Optimizer.State(i).Span);
        }

        Optimizer.StepCount = optimizerSteps;
        if (_average is not null)
        {
            ParameterFile.ReadAll(info.Parameters, AveragePrefix, header, file, _average.Buffer.Span);
        }

        if (_best is not null && progress.BestEpoch > 0)
        {
            ParameterFile.ReadAll(info.Parameters, BestPrefix, header, file, _best.Span);
        }

        _session?.ForgetState();
        _progress = progress;
    }

    private SafetensorsWriter DescribeCheckpoint()
    {
        var info = TNetwork.Info;
        var writer = ParameterFile.Describe(info, _shown.Trained);
        writer.Metadata[OptimizerKey] = Optimizer.Name;
        writer.Metadata[OptimizerStepKey] = Optimizer.StepCount.ToString(CultureInfo.InvariantCulture);
        for (var i = 0; i < Optimizer.StateNames.Count; i++)
        {
            ParameterFile.AddAll(writer, info.TrainableParameters, StatePrefix(i), Optimizer.State(i).Memory);
        }

        if (_average is not null)
        {
            ParameterFile.AddAll(writer, info.Parameters, AveragePrefix, _average.Buffer.Memory);
        }

        if (_best is not null && _progress.BestEpoch > 0)
        {
            ParameterFile.AddAll(writer, info.Parameters, BestPrefix, _best.Memory);
        }

        ProgressRecord.Write(_progress, writer);
        return writer;
    }

    /// <summary>Checks that the file has this optimizer's state; the steps that it took.</summary>
    private long CheckOptimizer(SafetensorsHeader header)
    {
        var name = header.Metadata.GetValueOrDefault(OptimizerKey) ?? "none";
        if (name != Optimizer.Name)
        {
            throw new CheckpointMismatchException(OptimizerKey, Optimizer.Name, InvalidFileException.Shorten(name));
        }

        for (var i = 0; i < Optimizer.StateNames.Count; i++)
        {
            ParameterFile.CheckAll(TNetwork.Info.TrainableParameters, StatePrefix(i), header);
        }

        return long.TryParse(header.Metadata.GetValueOrDefault(OptimizerStepKey), NumberStyles.None, CultureInfo.InvariantCulture, out var steps)
            ? steps
            : throw new InvalidFileException($"The checkpoint's {OptimizerStepKey} is missing or not a number.");
    }

    private void CheckParameters(SafetensorsHeader header, TrainingProgress progress)
    {
        var info = TNetwork.Info;
        ParameterFile.CheckNetwork(info, header);
        if (_best is not null && progress.BestEpoch > 0)
        {
            ParameterFile.CheckAll(info.Parameters, BestPrefix, header);
        }

        if (_average is not null)
        {
            ParameterFile.CheckAll(info.Parameters, AveragePrefix, header);
        }
        else if (header.Entries.FirstOrDefault(static entry => entry.Name.StartsWith(AveragePrefix, StringComparison.Ordinal)) is { } average)
        {
            throw new CheckpointMismatchException(average.Name, "no average, as EmaDecay is not set", average.Description);
        }
    }

    private string StatePrefix(int index) => $"optimizer.{Optimizer.StateNames[index]}{ParameterFile.StateSeparator}";
}
