using System.Runtime.InteropServices;

namespace Gmnm.Benchmarks.Peers.Onnx;

/// <summary>
/// An ONNX model in the making. Field numbers are those of onnx.proto; a name is given to each value that a node computes,
/// and the last one is the output.
/// </summary>
internal sealed class OnnxModel
{
    private const int IrVersion = 8;
    private const int OperatorSet = 17;
    private const int FloatType = 1;
    private const int IntegerAttribute = 2;
    private const int IntegersAttribute = 7;
    private readonly ProtobufMessage _graph = new ProtobufMessage().Add(2, "network");

    /// <summary>Name of the input.</summary>
    public const string Input = "input";

    /// <summary>Name of the value of the last node.</summary>
    public string Output { get; private set; } = Input;

    /// <summary>A tensor of weights, by its name.</summary>
    public string Weights(string name, IEnumerable<int> shape, float[] values)
    {
        var tensor = new ProtobufMessage();
        foreach (var size in shape)
        {
            tensor.Add(1, size);
        }

        _graph.Add(5, tensor.Add(2, FloatType).Add(8, name).Add(9, MemoryMarshal.AsBytes<float>(values)));
        return name;
    }

    /// <summary>A node that takes the value of the one before, and <paramref name="weights"/>.</summary>
    public void Node(string type, string[] weights, params (string Name, int[] Values)[] attributes)
    {
        var node = new ProtobufMessage().Add(1, Output);
        foreach (var name in weights)
        {
            node.Add(1, name);
        }

        Output = Output == Input ? "value1" : $"value{int.Parse(Output[5..]) + 1}";
        node.Add(2, Output).Add(4, type);
        foreach (var (name, values) in attributes)
        {
            node.Add(5, Attribute(name, values));
        }

        _graph.Add(1, node);
    }

    /// <summary>The file's bytes.</summary>
    public byte[] Finish(long[] inputShape, long[] outputShape)
    {
        _graph.Add(11, Value(Input, inputShape)).Add(12, Value(Output, outputShape));
        return new ProtobufMessage().Add(1, IrVersion).Add(7, _graph)
            .Add(8, new ProtobufMessage().Add(1, "").Add(2, OperatorSet)).Bytes;
    }

    private static ProtobufMessage Attribute(string name, int[] values)
    {
        var attribute = new ProtobufMessage().Add(1, name);
        if (values is [var single])
        {
            return attribute.Add(3, single).Add(20, IntegerAttribute);
        }

        foreach (var value in values)
        {
            attribute.Add(8, value);
        }

        return attribute.Add(20, IntegersAttribute);
    }

    private static ProtobufMessage Value(string name, long[] shape)
    {
        var dimensions = new ProtobufMessage();
        foreach (var size in shape)
        {
            dimensions.Add(1, new ProtobufMessage().Add(1, size));
        }

        var tensor = new ProtobufMessage().Add(1, FloatType).Add(2, dimensions);
        return new ProtobufMessage().Add(1, name).Add(2, new ProtobufMessage().Add(1, tensor));
    }
}
