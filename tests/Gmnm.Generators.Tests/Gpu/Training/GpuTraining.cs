using System.Globalization;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>What a training left, every number of it.</summary>
/// <param name="Report">Losses of the epochs.</param>
/// <param name="Parameters">As <c>Fit</c> leaves them: the average, where there is one.</param>
/// <param name="Checkpoint">Trained parameters, states of network and optimizer, and average by name.</param>
internal sealed record GpuTraining(TrainingReport Report, float[] Parameters, IReadOnlyDictionary<string, float[]> Checkpoint)
{
    /// <summary>Samples of an epoch: three batches, the last of two.</summary>
    public const int Samples = 8;

    /// <summary>Samples of a batch.</summary>
    public const int Batch = 3;

    public static TrainerOptions Options(ComputeDevice? device) => new()
    {
        BatchSize = Batch,
        Seed = 5,
        ClipNorm = 0.7,
        EmaDecay = 0.8,
        Schedule = new CosineSchedule(9, warmUpSteps: 2),
        Device = device,
    };

    public static GpuTraining Of<TNetwork>(Trainer<TNetwork> trainer, TrainingReport report)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var folder = Directory.CreateTempSubdirectory("gmnm");
        var path = Path.Combine(folder.FullName, "run.checkpoint");
        trainer.SaveCheckpoint(path);
        var tensors = SafetensorsFile.Read(path).Tensors
            .Where(static tensor => tensor.Dtype == SafetensorsDtype.F32)
            .ToDictionary(static tensor => tensor.Name, static tensor => tensor.ToSingles());
        folder.Delete(recursive: true);
        return new(report, trainer.Network.Parameters.Values.ToArray(), tensors);
    }

    /// <summary>Every number, a line each, by its bits.</summary>
    public string Bits => string.Join('\n', Report.Epochs
        .Select(static epoch => $"epoch {epoch.Epoch}: {BitConverter.DoubleToInt64Bits(epoch.TrainingLoss):x}")
        .Append($"parameters: {Text(Parameters)}")
        .Concat(Checkpoint.OrderBy(static tensor => tensor.Key, StringComparer.Ordinal).Select(static tensor => $"{tensor.Key}: {Text(tensor.Value)}")));

    private static string Text(float[] values) =>
        string.Join(' ', values.Select(static value => BitConverter.SingleToInt32Bits(value).ToString("x", CultureInfo.InvariantCulture)));
}
