using Gmnm.Serialization;

namespace Gmnm;

/// <summary>Saves and loads the parameters of networks as safetensors files.</summary>
public static class NetworkFiles
{
    /// <summary>Saves the parameters. The file at <paramref name="path"/> is replaced as a whole or left as it was.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Save<TNetwork>(this TNetwork network, string path)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ParameterFile.Describe(TNetwork.Info, network.Parameters.Memory).Save(path);
    }

    /// <summary>Writes the parameters to <paramref name="stream"/>.</summary>
    public static void Save<TNetwork>(this TNetwork network, Stream stream)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ParameterFile.Describe(TNetwork.Info, network.Parameters.Memory).WriteTo(stream);
    }

    /// <summary>Makes a network with the parameters at <paramref name="path"/>.</summary>
    /// <inheritdoc cref="LoadParameters{TNetwork}(TNetwork, ReadOnlySpan{byte})"/>
    public static TNetwork Load<TNetwork>(string path)
        where TNetwork : class, INetwork<TNetwork>
    {
        var network = TNetwork.Create();
        network.LoadParameters(path);
        return network;
    }

    /// <summary>Makes a network with the parameters that <paramref name="stream"/> holds from its position to its end.</summary>
    /// <inheritdoc cref="LoadParameters{TNetwork}(TNetwork, ReadOnlySpan{byte})"/>
    public static TNetwork Load<TNetwork>(Stream stream)
        where TNetwork : class, INetwork<TNetwork>
    {
        var network = TNetwork.Create();
        network.LoadParameters(stream);
        return network;
    }

    /// <summary>Makes a network with the parameters in <paramref name="file"/>, as an embedded resource has them.</summary>
    /// <inheritdoc cref="LoadParameters{TNetwork}(TNetwork, ReadOnlySpan{byte})"/>
    public static TNetwork Load<TNetwork>(ReadOnlySpan<byte> file)
        where TNetwork : class, INetwork<TNetwork>
    {
        var network = TNetwork.Create();
        network.LoadParameters(file);
        return network;
    }

    /// <summary>Replaces the parameters by those at <paramref name="path"/>.</summary>
    /// <inheritdoc cref="LoadParameters{TNetwork}(TNetwork, ReadOnlySpan{byte})"/>
    public static void LoadParameters<TNetwork>(this TNetwork network, string path)
        where TNetwork : class, INetwork<TNetwork>
    {
        using var stream = File.OpenRead(path);
        network.LoadParameters(stream);
    }

    /// <summary>Replaces the parameters by those that <paramref name="stream"/> holds from its position to its end.</summary>
    /// <inheritdoc cref="LoadParameters{TNetwork}(TNetwork, ReadOnlySpan{byte})"/>
    public static void LoadParameters<TNetwork>(this TNetwork network, Stream stream)
        where TNetwork : class, INetwork<TNetwork> =>
        network.LoadParameters(SafetensorsFile.ReadBytes(stream).Span);

    /// <summary>
    /// Replaces the parameters by those in <paramref name="file"/>. All names, types and shapes are checked first. A
    /// trainer's checkpoint is also a file of parameters: its training state is skipped.
    /// </summary>
    /// <exception cref="InvalidFileException">The file is malformed; the parameters are as they were.</exception>
    /// <exception cref="CheckpointMismatchException">The file is of another network; the parameters are as they were.</exception>
    public static void LoadParameters<TNetwork>(this TNetwork network, ReadOnlySpan<byte> file)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ParameterFile.Load(network.Parameters, SafetensorsHeader.Parse(file), file);
    }
}
