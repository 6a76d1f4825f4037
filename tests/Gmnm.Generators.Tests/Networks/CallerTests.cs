using System.Numerics.Tensors;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>What callers of generated methods get wrong, and what they may rely on.</summary>
public sealed class CallerTests
{
    private static readonly Lazy<GeneratedAssembly> s_assembly = new(static () => new GeneratedAssembly(
    [
        NetworkSource.Declare(
            "Called", [6], Losses.Of(Declaration.LossKind.CrossEntropy), Layer.Gmnm(5, 8, 2, Declaration.Aggregation.Norm), Layer.Linear(4)),
        NetworkSource.Declare("Binary", [3], Losses.Of(Declaration.LossKind.BinaryCrossEntropy), Layer.Linear(2)),
        NetworkSource.Declare(
            "Sentence", [5], Losses.Of(Declaration.LossKind.MeanSquaredError), new Declaration.EmbeddingLayer("", 4, 3), new Declaration.MultiHeadAttentionLayer("", 1)),
    ]));

    private static readonly Lazy<GeneratedNetwork> s_network = new(static () => s_assembly.Value.Create("Called"));

    private static GeneratedNetwork Network => s_network.Value;

    [Theory]
    [InlineData(5, 4)]
    [InlineData(6, 3)]
    [InlineData(12, 4)]
    [InlineData(0, 4)]
    public void PredictRefusesLengthsThatDoNotFitAndWritesNothing(int input, int output)
    {
        var results = Enumerable.Repeat(7f, output).ToArray();
        Assert.Throws<ShapeMismatchException>(() => Network.Predict(new float[input], results));
        Assert.All(results, static value => Assert.Equal(7f, value));
    }

    [Fact]
    public void PredictOfNoSamplesDoesNothing() => Network.Predict([], []);

    [Theory]
    [InlineData(3, 0, 0)]
    [InlineData(2, -1, 0)]
    [InlineData(2, 0, -1)]
    public void ForwardBackwardRefusesLengthsThatDoNotFitAndWritesNothing(int targets, int gradient, int workspace)
    {
        var gradients = new AlignedBuffer(Network.Info.ParameterBufferLength + gradient);
        gradients.Span.Fill(7);
        Assert.Throws<ShapeMismatchException>(() => Network.ForwardBackward(
            new float[12], new float[targets], gradients, new AlignedBuffer(Network.TrainingWorkspaceLength(2) + workspace), 0));
        Assert.Equal(-1, gradients.Span.IndexOfAnyExcept(7f));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(0.5f)]
    [InlineData(float.NaN)]
    public void ATargetThatIsNoClassIsRefusedAndNothingIsWritten(float target)
    {
        var gradients = new AlignedBuffer(Network.Info.ParameterBufferLength);
        gradients.Span.Fill(7);
        var workspace = new AlignedBuffer(Network.TrainingWorkspaceLength(2));
        Assert.Throws<InvalidTargetException>(() => Network.ForwardBackward(new float[12], [0, target], gradients, workspace, 0));
        var output = Enumerable.Repeat(7f, 8).ToArray();
        Assert.Throws<InvalidTargetException>(() => Network.Evaluate(new float[12], [0, target], output));
        Assert.Equal(-1, output.AsSpan().IndexOfAnyExcept(7f));
        Assert.Equal(-1, gradients.Span.IndexOfAnyExcept(7f));
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(2)]
    [InlineData(float.NaN)]
    public void ATargetThatIsNoProbabilityIsRefusedAndNothingIsWritten(float target)
    {
        var network = s_assembly.Value.Create("Binary");
        var gradients = new AlignedBuffer(network.Info.ParameterBufferLength);
        gradients.Span.Fill(7);
        var workspace = new AlignedBuffer(network.TrainingWorkspaceLength(2));
        float[] targets = [0, 1, 0.5f, target];
        var error = Assert.Throws<InvalidTargetException>(() => network.ForwardBackward(new float[6], targets, gradients, workspace, 0));
        Assert.Equal(1, error.Sample);
        Assert.Throws<InvalidTargetException>(() => network.Evaluate(new float[6], targets, new float[4]));
        Assert.Equal(-1, gradients.Span.IndexOfAnyExcept(7f));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(0.5f)]
    [InlineData(1e30f)]
    [InlineData(float.NaN)]
    public void AnIndexOutsideItsTableIsRefusedAndNothingIsWritten(float index)
    {
        var network = s_assembly.Value.Create("Sentence");
        var gradients = new AlignedBuffer(network.Info.ParameterBufferLength);
        gradients.Span.Fill(7);
        var workspace = new AlignedBuffer(network.TrainingWorkspaceLength(2));
        float[] input = [0, 1, 2, 3, 0, 3, 3, 3, index, 3];
        var output = Enumerable.Repeat(7f, 30).ToArray();
        var error = Assert.Throws<InvalidIndexException>(() => network.Predict(input, output));
        Assert.Equal(("embedding1", 1, index), (error.Layer, error.Sample, error.Value));
        Assert.Throws<InvalidIndexException>(() => network.ForwardBackward(input, new float[30], gradients, workspace, 0));
        Assert.All(output, static value => Assert.Equal(7f, value));
        Assert.Equal(-1, gradients.Span.IndexOfAnyExcept(7f));
    }

    [Fact]
    public void AnEmptyBatchHasNoLossAndNoGradient()
    {
        var gradients = new AlignedBuffer(Network.Info.ParameterBufferLength);
        gradients.Span.Fill(7);
        Assert.Equal(0, Network.ForwardBackward([], [], gradients, new AlignedBuffer(Network.TrainingWorkspaceLength(0)), 0));
        Assert.Equal(-1, gradients.Span.IndexOfAnyExcept(0f));
        Assert.Equal(0, Network.Evaluate([], [], []));
    }

    [Fact]
    public void ThreadsThatPredictAtOnceGetTheSameAnswers()
    {
        var input = Enumerable.Range(0, 6 * 300).Select(static i => MathF.Sin(i)).ToArray();
        var expected = new float[4 * 300];
        Network.Predict(input, expected);
        Parallel.For(0, 32, _ =>
        {
            var output = new float[expected.Length];
            Network.Predict(input, output);
            Assert.Equal(expected, output);
        });
    }

    [Fact]
    public void AViewWritesTheParameterAndThePredictionFollows()
    {
        var (before, after) = (new float[4], new float[4]);
        Network.Predict(new float[6], before);
        var info = Network.Info.Parameters.Single(static parameter => parameter.Name == "gmnm1.centers");
        View("Gmnm1", "Centers", [8, 6], static view => view[0, 0] += 3);
        Assert.Equal(Network.Parameters.Values[info.Offset], View("Gmnm1", "Centers", [8, 6], static _ => { }));
        Network.Predict(new float[6], after);
        Assert.NotEqual(before, after);
    }

    private delegate void ViewAction(TensorSpan<float> view);

    private delegate TensorSpan<float> ViewGetter();

    /// <summary>Takes the view <c>network.Layer.Parameter</c> and returns its first element after the action.</summary>
    private static float View(string layer, string parameter, nint[] lengths, ViewAction action)
    {
        var views = Network.Instance.GetType().GetProperty(layer)!.GetValue(Network.Instance)!;
        var getter = views.GetType().GetProperty(parameter)!.GetMethod!;
        var view = getter.CreateDelegate<ViewGetter>(views)();
        Assert.Equal(lengths, view.Lengths.ToArray());
        action(view);
        return view[new nint[lengths.Length]];
    }
}
