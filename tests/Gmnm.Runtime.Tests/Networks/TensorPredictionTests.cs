using System.Numerics.Tensors;

namespace Gmnm.Runtime.Tests.Networks;

public class TensorPredictionTests
{
    private static readonly float[] Values = [.. Enumerable.Range(0, 24).Select(i => i / 10f)];

    [Fact]
    public void TensorsGiveWhatSpansGive()
    {
        var network = SoftmaxRegression.Create(3);
        var expected = new float[18];
        network.Predict(Values, expected);
        var output = new float[18];
        network.Predict(new ReadOnlyTensorSpan<float>(Values, [6, 2, 2]), new TensorSpan<float>(output, [6, 3]));
        Assert.Equal(expected, output);
    }

    [Fact]
    public void APartOfALargerTensorIsRead()
    {
        var network = SoftmaxRegression.Create(3);
        var expected = new float[6];
        network.Predict(Values.AsSpan(8, 8), expected);
        var output = new float[6];
        network.Predict(
            new ReadOnlyTensorSpan<float>(Values, [6, 2, 2]).Slice([2..4, 0..2, 0..2]), new TensorSpan<float>(output, [2, 3]));
        Assert.Equal(expected, output);
    }

    [Fact]
    public void AWrongShapeNamesBoth()
    {
        var network = SoftmaxRegression.Create(3);
        var output = new float[18];
        var error = Assert.Throws<ShapeMismatchException>(
            () => network.Predict(new ReadOnlyTensorSpan<float>(Values, [6, 4]), new TensorSpan<float>(output, [6, 3])));
        Assert.Contains("[6, 4]; expected [Batch, 2, 2]", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ShapeMismatchException>(
            () => network.Predict(new ReadOnlyTensorSpan<float>(Values, [6, 2, 2]), new TensorSpan<float>(output, [5, 3])));
        Assert.Contains("[5, 3]; expected [6, 3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATensorWithGapsIsRefused()
    {
        var network = SoftmaxRegression.Create(3);
        var output = new float[6];
        var error = Assert.Throws<ShapeMismatchException>(
            () => network.Predict(
                new ReadOnlyTensorSpan<float>(Values, [2, 2, 2], [12, 3, 1]), new TensorSpan<float>(output, [2, 3])));
        Assert.Contains("strides [12, 3, 1]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyBatchDoesNothing()
    {
        var network = SoftmaxRegression.Create(3);
        var output = new float[18];
        network.Predict(
            new ReadOnlyTensorSpan<float>(Values, [6, 2, 2]).Slice([0..0, 0..2, 0..2]),
            new TensorSpan<float>(output, [6, 3]).Slice([0..0, 0..3]));
        Assert.True(output.AsSpan().IndexOfAnyExcept(0f) < 0);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        var network = SoftmaxRegression.Create(3);
        var output = new float[18];
        Predict();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Predict();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Predict() =>
            network.Predict(new ReadOnlyTensorSpan<float>(Values, [6, 2, 2]), new TensorSpan<float>(output, [6, 3]));
    }
}
