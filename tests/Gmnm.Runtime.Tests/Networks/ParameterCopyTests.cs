namespace Gmnm.Runtime.Tests.Networks;

/// <summary>Copies of a part between networks that hold it under different names.</summary>
public sealed class ParameterCopyTests
{
    private static ParameterBuffer Buffer(string name, params (string Name, int[] Shape)[] tensors)
    {
        var parameters = new List<ParameterInfo>();
        var offset = 0;
        foreach (var (tensor, shape) in tensors)
        {
            parameters.Add(new ParameterInfo(tensor, [.. shape], offset, Initializer.Normal(1)));
            offset += (parameters[^1].Length + 15) / 16 * 16;
        }

        var buffer = new ParameterBuffer(new NetworkInfo
        {
            Name = name,
            InputShape = [1],
            OutputShape = [1],
            Target = TargetKind.None,
            TargetLength = 0,
            Inputs = [],
            Outputs = [],
            Targets = [],
            Layers = [],
            Parameters = [.. parameters],
            ParameterBufferLength = offset,
            TrainableLength = offset,
            ParameterCount = offset,
            MultiplyAccumulates = 0,
        });
        buffer.Initialize((ulong)name.Length);
        return buffer;
    }

    private static float[] Tensor(ParameterBuffer buffer, string name)
    {
        var info = buffer.Info.Parameters.Single(parameter => parameter.Name == name);
        return buffer.Values.Slice(info.Offset, info.Length).ToArray();
    }

    private static ParameterBuffer Pair() => Buffer(
        "Pair", ("critic.bias", [3]), ("maker.weight", [2, 5]), ("makers.weight", [2, 5]), ("critic.weight", [17]));

    private static ParameterBuffer Critic() => Buffer("Critic", ("weight", [17]), ("bias", [3]));

    [Fact]
    public void APartIsCopiedIntoTheWhole()
    {
        var (pair, critic) = (Pair(), Critic());
        var (version, maker) = (pair.Version, Tensor(pair, "maker.weight"));
        pair.CopyFrom(critic, to: "critic");
        Assert.Equal(Tensor(critic, "weight"), Tensor(pair, "critic.weight"));
        Assert.Equal(Tensor(critic, "bias"), Tensor(pair, "critic.bias"));
        Assert.Equal(maker, Tensor(pair, "maker.weight"));
        Assert.NotEqual(version, pair.Version);
    }

    [Fact]
    public void APartIsCopiedOutOfTheWhole()
    {
        var (pair, critic) = (Pair(), Critic());
        critic.CopyFrom(pair, from: "critic");
        Assert.Equal(Tensor(pair, "critic.weight"), Tensor(critic, "weight"));
        Assert.Equal(Tensor(pair, "critic.bias"), Tensor(critic, "bias"));
    }

    [Fact]
    public void APartIsCopiedBetweenWholes()
    {
        var (pair, other) = (Pair(), Buffer("Another", ("first.bias", [3]), ("first.weight", [17]), ("rest", [1])));
        other.CopyFrom(pair, from: "critic", to: "first");
        Assert.Equal(Tensor(pair, "critic.weight"), Tensor(other, "first.weight"));
    }

    [Fact]
    public void AllIsCopied()
    {
        var (one, other) = (Critic(), Buffer("Copy", ("bias", [3]), ("weight", [17])));
        other.CopyFrom(one);
        Assert.Equal(Tensor(one, "weight"), Tensor(other, "weight"));
        Assert.Equal(Tensor(one, "bias"), Tensor(other, "bias"));
    }

    [Fact]
    public void WhatDoesNotFitIsNamedAndNothingIsWritten()
    {
        var pair = Pair();
        var before = pair.Values.ToArray();
        void Refused<TException>(Action action, params string[] words)
            where TException : Exception
        {
            var message = Assert.Throws<TException>(action).Message;
            Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
            Assert.Equal(before, pair.Values);
        }

        Refused<ShapeMismatchException>(
            () => pair.CopyFrom(Buffer("Wide", ("weight", [18]), ("bias", [3])), to: "critic"), "critic.weight [17]", "weight [18]");
        Refused<ShapeMismatchException>(
            () => pair.CopyFrom(Buffer("Less", ("weight", [17])), to: "critic"), "critic.bias [3]", "Less has no bias");
        Refused<ShapeMismatchException>(
            () => pair.CopyFrom(Buffer("More", ("weight", [17]), ("bias", [3]), ("gain", [1])), to: "critic"), "gain [1]", "Pair has no critic.gain");
        Refused<ShapeMismatchException>(() => pair.CopyFrom(pair, from: "critic", to: "maker"), "critic");
        Refused<ArgumentException>(() => pair.CopyFrom(Critic(), to: "make"), "Pair", "'make'");
        Refused<ArgumentException>(() => pair.CopyFrom(Critic(), from: "critic"), "Critic", "'critic'");
    }

    [Fact]
    public void ACopyAllocatesNothing()
    {
        var (pair, critic) = (Pair(), Critic());
        pair.CopyFrom(critic, to: "critic");
        var before = GC.GetAllocatedBytesForCurrentThread();
        pair.CopyFrom(critic, to: "critic");
        critic.CopyFrom(pair, from: "critic");
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
