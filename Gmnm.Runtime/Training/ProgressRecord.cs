using System.Globalization;
using Gmnm.Serialization;

namespace Gmnm.Training;

/// <summary>Writes a training's progress into a checkpoint and reads it back, every number to the bit.</summary>
internal static class ProgressRecord
{
    private const string Version = "1";
    private const string VersionKey = "trainer.version";
    private const string SeedKey = "trainer.seed";
    private const string StepKey = "trainer.step";
    private const string PositionKey = "trainer.position";
    private const string SamplesKey = "trainer.samples";
    private const string LossSumKey = "trainer.loss_sum";
    private const string SecondsKey = "trainer.seconds";
    private const string LearningRateKey = "trainer.learning_rate";
    private const string BestEpochKey = "trainer.best_epoch";
    private const string HistoryName = "trainer/history";
    private const int Columns = 6;

    [Flags]
    private enum Marks
    {
        HasValidation = 1,
        HasAccuracy = 2,
        HasMeanAbsoluteError = 4,
        IsBest = 8,
    }

    /// <summary>Adds the progress to a checkpoint.</summary>
    public static void Write(TrainingProgress progress, SafetensorsWriter writer)
    {
        writer.Metadata[VersionKey] = Version;
        Set(SeedKey, progress.Seed);
        Set(StepKey, progress.Step);
        Set(PositionKey, progress.Position);
        Set(SamplesKey, progress.Samples);
        Set(LossSumKey, progress.LossSum);
        Set(SecondsKey, progress.Seconds);
        Set(LearningRateKey, progress.LearningRate);
        Set(BestEpochKey, progress.BestEpoch);
        var rows = progress.History.SelectMany(Row).ToArray();
        writer.Add(HistoryName, [progress.History.Count, Columns], rows);

        // The shortest text of a double that reads back as the same double.
        void Set(string key, IFormattable value) => writer.Metadata[key] = value.ToString(null, CultureInfo.InvariantCulture);
    }

    /// <summary>Reads the progress of a checkpoint.</summary>
    /// <exception cref="CheckpointMismatchException">The file is none, or of another version.</exception>
    /// <exception cref="InvalidFileException">A value is missing, malformed or impossible.</exception>
    public static TrainingProgress Read(SafetensorsHeader header, ReadOnlySpan<byte> file)
    {
        var metadata = header.Metadata;
        var version = metadata.GetValueOrDefault(VersionKey);
        if (version != Version)
        {
            throw new CheckpointMismatchException(VersionKey, $"a training state of version {Version}", version ?? "a file without training state");
        }

        var progress = new TrainingProgress
        {
            Seed = Get<ulong>(SeedKey),
            Step = Get<long>(StepKey),
            Position = Get<int>(PositionKey),
            Samples = Get<int>(SamplesKey),
            LossSum = Get<double>(LossSumKey),
            Seconds = Get<double>(SecondsKey),
            LearningRate = Get<double>(LearningRateKey),
            BestEpoch = Get<int>(BestEpochKey),
        };
        ReadHistory(header, file, progress.History);
        Require(StepKey, progress.Step >= 0);
        Require(PositionKey, progress.Position >= 0 && progress.Position <= progress.Samples);
        Require(BestEpochKey, progress.BestEpoch >= 0 && progress.BestEpoch <= progress.History.Count);
        Require(BestEpochKey, progress.BestEpoch > 0 || progress.History.Count == 0);
        return progress;

        T Get<T>(string key)
            where T : ISpanParsable<T> =>
            T.TryParse(metadata.GetValueOrDefault(key).AsSpan(), CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new InvalidFileException($"The checkpoint's {key} is missing or not a number.");
    }

    private static void Require(string key, bool holds)
    {
        if (!holds)
        {
            throw new InvalidFileException($"The checkpoint's {key} is impossible.");
        }
    }

    private static double[] Row(EpochReport epoch)
    {
        var validation = epoch.Validation.GetValueOrDefault();
        var marks = (epoch.Validation is null ? 0 : Marks.HasValidation)
            | (validation.Accuracy is null ? 0 : Marks.HasAccuracy)
            | (validation.MeanAbsoluteError is null ? 0 : Marks.HasMeanAbsoluteError)
            | (epoch.IsBest ? Marks.IsBest : 0);
        var metric = validation.Accuracy ?? validation.MeanAbsoluteError ?? 0;
        return [(int)marks, epoch.TrainingLoss, validation.Loss, metric, epoch.LearningRate, epoch.Seconds];
    }

    private static void ReadHistory(SafetensorsHeader header, ReadOnlySpan<byte> file, List<EpochReport> history)
    {
        var entry = header.Find(HistoryName);
        if (entry is not { Dtype: SafetensorsDtype.F64, Shape: [_, Columns] })
        {
            throw new CheckpointMismatchException(HistoryName, $"F64 [epochs, {Columns}]", entry?.Description ?? "no tensor of that name");
        }

        Span<double> row = stackalloc double[Columns];
        for (var bytes = file[header.BytesOf(entry)]; !bytes.IsEmpty; bytes = bytes[(Columns * sizeof(double))..])
        {
            LittleEndian.Read(bytes[..(Columns * sizeof(double))], row);
            var marks = (Marks)(int)row[0];
            Evaluation? validation = marks.HasFlag(Marks.HasValidation)
                ? new Evaluation(
                    row[2],
                    marks.HasFlag(Marks.HasAccuracy) ? row[3] : null,
                    marks.HasFlag(Marks.HasMeanAbsoluteError) ? row[3] : null)
                : null;
            history.Add(new EpochReport(history.Count + 1, row[1], validation, row[4], row[5], marks.HasFlag(Marks.IsBest)));
        }
    }
}
