using Gmnm;

namespace Samples;

/// <summary>The 60,000 training and 10,000 test images of MNIST, pixels in [0, 1].</summary>
internal sealed record MnistData(Dataset Train, Dataset Validation, Dataset Test)
{
    /// <summary>Width and height of an image.</summary>
    public const int Side = 28;

    private const int ValidationCount = 5000;

    /// <summary>Reads the four IDX files in <paramref name="folder"/>, plain or with <c>.gz</c> at their end.</summary>
    /// <exception cref="UserErrorException">A file is missing or is no file of MNIST.</exception>
    public static MnistData Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new UserErrorException($"there is no folder '{folder}'.");
        }

        var train = Read(folder, MnistFile.TrainImages, MnistFile.TrainLabels);
        var test = Read(folder, MnistFile.TestImages, MnistFile.TestLabels);
        var trainCount = train.Count - ValidationCount;
        return trainCount > 0
            ? new MnistData(train.Slice(0, trainCount), train.Slice(trainCount, ValidationCount), test)
            : throw new UserErrorException($"'{folder}' has {train.Count} training images; more than {ValidationCount} are needed.");
    }

    private static Dataset Read(string folder, MnistFile images, MnistFile labels)
    {
        var data = Dataset.FromIdx(Read(folder, images), Read(folder, labels));
        return data.InputLength == Side * Side
            ? data
            : throw new UserErrorException($"the images of {images.Name} have {data.InputLength} pixels; expected {Side * Side}.");
    }

    private static IdxArray Read(string folder, MnistFile file)
    {
        var plain = Path.Combine(folder, file.Name);
        var path = File.Exists(plain) ? plain : plain + ".gz";
        if (!File.Exists(path))
        {
            throw new UserErrorException($"'{folder}' has neither {file.Name} nor {file.Name}.gz.");
        }

        try
        {
            return IdxArray.Read(path);
        }
        catch (InvalidFileException error)
        {
            throw new UserErrorException($"{path}: {error.Message}");
        }
    }
}
