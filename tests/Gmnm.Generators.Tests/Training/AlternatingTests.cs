using System.Reflection;
using Gmnm.Generators.Tests.Networks;

namespace Gmnm.Generators.Tests.Training;

/// <summary>Two networks trained in turn, as docs/training.md shows it: a generator against a discriminator.</summary>
public sealed class AlternatingTests
{
    private const int Half = 32;
    private const int Noise = 3;
    private const int Size = 2;

    private const string Source = """
        using Gmnm;
        namespace Adversaries;
        /// <summary>Makes samples of noise.</summary>
        [Network, Input(3), Linear(16), BatchNorm, Relu, Linear(2)]
        public partial class Generator;
        /// <summary>Tells real samples from made ones.</summary>
        [Network, Input(2), Linear(16), LeakyRelu(NegativeSlope = 0.2), Linear(1), Loss(LossKind.BinaryCrossEntropy)]
        public partial class Discriminator;
        /// <summary>Trains the generator through a discriminator that stays.</summary>
        [Network, Input(3), Use<Generator>(Name = "generator"), Use<Discriminator>(Name = "discriminator", Frozen = true), Loss(LossKind.BinaryCrossEntropy)]
        public partial class Adversary;
        """;

    [Fact]
    public void AGeneratorLearnsFromAFrozenDiscriminator()
    {
        var assembly = new GeneratedAssembly(Source, "Adversaries");
        typeof(AlternatingTests).GetMethod(nameof(Alternate), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(assembly.Type("Generator"), assembly.Type("Discriminator"), assembly.Type("Adversary"))
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    private static void Alternate<TGenerator, TDiscriminator, TAdversary>()
        where TGenerator : class, INetwork<TGenerator>
        where TDiscriminator : class, ITrainableNetwork<TDiscriminator>
        where TAdversary : class, ITrainableNetwork<TAdversary>
    {
        var random = new Random(1);
        var (generator, discriminator, adversary) = (TGenerator.Create(1), TDiscriminator.Create(2), TAdversary.Create(3));
        var discriminatorTrainer = new Trainer<TDiscriminator>(discriminator, new Adam(5e-3, beta1: 0.5));
        var adversaryTrainer = new Trainer<TAdversary>(adversary, new Adam(5e-3, beta1: 0.5));
        generator.Parameters.CopyFrom(adversary.Parameters, from: "generator");
        var (noise, samples) = (new float[2 * Half * Noise], new float[2 * Half * Size]);
        float[] isReal = [.. Enumerable.Repeat(1f, Half), .. new float[Half]], wanted = [.. Enumerable.Repeat(1f, 2 * Half)];
        var before = Distance();
        long allocated = 0;
        for (var step = 0; step < 400; step++)
        {
            var start = GC.GetAllocatedBytesForCurrentThread();
            DrawNoise();
            generator.Predict(noise.AsSpan(Half * Noise), samples.AsSpan(Half * Size));
            for (var i = 0; i < Half * Size; i++)
            {
                samples[i] = (i % Size == 0 ? 2 : -1) + random.NextSingle() - 0.5f;
            }

            discriminatorTrainer.Step(samples, isReal);
            adversary.Parameters.CopyFrom(discriminator.Parameters, to: "discriminator");
            adversaryTrainer.Step(noise, wanted);
            generator.Parameters.CopyFrom(adversary.Parameters, from: "generator");
            allocated = GC.GetAllocatedBytesForCurrentThread() - start;
        }

        Assert.Equal(0, allocated);
        AssertSame(discriminator.Parameters, adversary.Parameters, "discriminator.");
        AssertSame(generator.Parameters, adversary.Parameters, "generator.");
        Assert.True(Distance() < 0.25 * before, $"from {before} to {Distance()}");

        void DrawNoise()
        {
            for (var i = 0; i < noise.Length; i++)
            {
                noise[i] = (2 * random.NextSingle()) - 1;
            }
        }

        // Of the mean of what is made from the mean of the data.
        double Distance()
        {
            DrawNoise();
            var made = new float[2 * Half * Size];
            generator.Predict(noise, made);
            var (x, y) = (made.Where(static (_, i) => i % Size == 0).Average(), made.Where(static (_, i) => i % Size == 1).Average());
            return Math.Sqrt(((x - 2) * (x - 2)) + ((y + 1) * (y + 1)));
        }
    }

    private static void AssertSame(ParameterBuffer part, ParameterBuffer whole, string prefix)
    {
        foreach (var parameter in part.Info.Parameters)
        {
            var other = whole.Info.Parameters.Single(candidate => candidate.Name == prefix + parameter.Name);
            Assert.Equal(part.Values.Slice(parameter.Offset, parameter.Length), whole.Values.Slice(other.Offset, other.Length));
            Assert.Equal(prefix == "discriminator." ? ParameterKind.Frozen : parameter.Kind, other.Kind);
        }
    }
}
