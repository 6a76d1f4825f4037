using System.Collections.Immutable;

namespace Gmnm.Runtime.Tests.Randomness;

public class InitialValuesTests
{
    private static ParameterBuffer Make(ulong seed, params (string Name, int Length, Initializer Initializer)[] tensors)
    {
        var parameters = ImmutableArray.CreateBuilder<ParameterInfo>();
        var offset = 0;
        foreach (var (name, length, initializer) in tensors)
        {
            parameters.Add(new ParameterInfo(name, [length], offset, initializer));
            offset += (length + 15) / 16 * 16;
        }

        var buffer = new ParameterBuffer(new NetworkInfo
        {
            Name = "Test",
            InputShape = [1],
            OutputShape = [1],
            Target = TargetKind.None,
            TargetLength = 0,
            Inputs = [],
            Outputs = [],
            Targets = [],
            Layers = [],
            Parameters = parameters.ToImmutable(),
            ParameterBufferLength = offset,
            TrainableLength = offset,
            ParameterCount = tensors.Sum(tensor => tensor.Length),
            MultiplyAccumulates = 0,
        });
        buffer.Initialize(seed);
        return buffer;
    }

    [Fact]
    public void InsertingATensorDoesNotReshuffleTheOthers()
    {
        var without = Make(7, ("a.weight", 20, Initializer.Normal(1)), ("b.weight", 20, Initializer.Uniform(1)));
        var with = Make(7, ("a.weight", 20, Initializer.Normal(1)), ("new.weight", 5, Initializer.Normal(1)), ("b.weight", 20, Initializer.Uniform(1)));
        Assert.Equal(without.Values[..20], with.Values[..20]);
        Assert.Equal(without.Values.Slice(32, 20), with.Values.Slice(48, 20));
    }

    [Fact]
    public void SeedAndNameChangeTheValues()
    {
        var first = Make(1, ("a", 16, Initializer.Normal(1)), ("b", 16, Initializer.Normal(1)));
        var second = Make(2, ("a", 16, Initializer.Normal(1)));
        Assert.False(first.Values[..16].SequenceEqual(second.Values[..16]));
        Assert.False(first.Values[..16].SequenceEqual(first.Values.Slice(16, 16)));
    }

    /// <summary>Computed by a second implementation: what a seed gives must not change between machines or versions.</summary>
    [Fact]
    public void ValuesAreTheRecordedOnes()
    {
        var buffer = Make(42, ("linear1.weight", 4, Initializer.Normal(0.5f)), ("linear1.bias", 4, Initializer.Uniform(2)));
        Assert.Equal(RecordedNormal, buffer.Values[..4].ToArray().Select(BitConverter.SingleToUInt32Bits));
        Assert.Equal(RecordedUniform, buffer.Values.Slice(16, 4).ToArray().Select(BitConverter.SingleToUInt32Bits));
    }

    [Fact]
    public void MomentsAreThoseOfTheDistribution()
    {
        const int length = 200_000;
        var buffer = Make(3, ("n", length, Initializer.Normal(0.1f)), ("u", length, Initializer.Uniform(0.3f)));
        var normal = buffer.Values[..length].ToArray();
        var uniform = buffer.Values.Slice(length, length).ToArray();
        Assert.Equal(0, normal.Average(), 0.001);
        Assert.Equal(0.01, normal.Average(value => (double)value * value), 0.0002);
        Assert.Equal(3e-4, normal.Average(value => Math.Pow(value, 4)), 2e-5);
        Assert.Equal(0, uniform.Average(), 0.002);
        Assert.Equal(0.03, uniform.Average(value => (double)value * value), 0.0005);
        Assert.All(uniform, value => Assert.InRange(value, -0.3f, MathF.BitDecrement(0.3f)));
    }

    [Fact]
    public void PaddingStaysZeroAndConstantsAreSet()
    {
        var buffer = Make(0, ("scale", 3, Initializer.Constant(1.5f)), ("centres", 17, Initializer.InputSamples()));
        Assert.Equal([1.5f, 1.5f, 1.5f], buffer.Values[..3]);
        Assert.True(buffer.Values[3..16].IndexOfAnyExcept(0f) < 0);
        Assert.True(buffer.Values.Slice(16, 17).IndexOf(0f) < 0);
        Assert.True(buffer.Values[33..].IndexOfAnyExcept(0f) < 0);
    }

    [Fact]
    public void ValuesAreInitialUntilOneChanges()
    {
        var buffer = Make(0, ("a", 3, Initializer.Normal(1)));
        Assert.True(buffer.HasInitialValues());
        var version = buffer.Version;
        var values = buffer.Write();
        Assert.NotEqual(version, buffer.Version);
        Assert.True(buffer.HasInitialValues());
        values[1] += 1;
        Assert.False(buffer.HasInitialValues());
        Assert.False(new ParameterBuffer(buffer.Info).HasInitialValues());
    }

    private static readonly uint[] RecordedNormal = [0xBCE7E303, 0xBE97B989, 0x3F11BED8, 0xBE157987];
    private static readonly uint[] RecordedUniform = [0xBED0CDA0, 0xBF9D91E6, 0xBFFFFF18, 0x3FBD4848];
}
