using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Gmnm;

/// <summary>Checks of the spans that callers pass to generated code: one comparison each, the message only where it fails.</summary>
public static class ShapeCheck
{
    /// <summary>Number of samples in a prediction's spans.</summary>
    /// <param name="network">Name of the network.</param>
    /// <param name="inputLength">Floats in one input sample; positive.</param>
    /// <param name="input">Length of the input span.</param>
    /// <param name="outputLength">Floats in one output sample.</param>
    /// <param name="output">Length of the output span.</param>
    /// <returns>The batch size; 0 for two empty spans.</returns>
    /// <exception cref="ShapeMismatchException">The lengths are not those of one batch.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Batch(string network, int inputLength, int input, int outputLength, int output)
    {
        var batch = Samples(network, "input", inputLength, input);
        Part(network, "output", outputLength, output, batch);
        return batch;
    }

    /// <summary>Checks the spans of one step of a sequence.</summary>
    /// <param name="network">Name of the network.</param>
    /// <param name="inputLength">Floats in one step of the input.</param>
    /// <param name="input">Length of the input span.</param>
    /// <param name="stateLength">Floats that steps carry.</param>
    /// <param name="state">Length of the state span.</param>
    /// <param name="outputLength">Floats in the result of a step.</param>
    /// <param name="output">Length of the output span.</param>
    /// <exception cref="ShapeMismatchException">A length is another.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(string network, int inputLength, int input, int stateLength, int state, int outputLength, int output)
    {
        if (input != inputLength || state != stateLength || output != outputLength)
        {
            throw new ShapeMismatchException(
                $"{network}: a step has {input} floats of input, {state} of state and {output} of output; expected {inputLength}, {stateLength} and {outputLength}.");
        }
    }

    /// <summary>Number of samples in a training batch.</summary>
    /// <param name="network">Name of the network.</param>
    /// <param name="inputLength">Floats in one input sample; positive.</param>
    /// <param name="input">Length of the input span.</param>
    /// <param name="targetLength">Floats in one target.</param>
    /// <param name="target">Length of the target span.</param>
    /// <returns>The batch size; 0 for two empty spans.</returns>
    /// <exception cref="ShapeMismatchException">The lengths are not those of one batch.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int TrainingBatch(string network, int inputLength, int input, int targetLength, int target)
    {
        var batch = Samples(network, "input", inputLength, input);
        Target(network, batch, targetLength, target);
        return batch;
    }

    /// <summary>Number of samples in the spans of a loss.</summary>
    /// <param name="network">Name of the network.</param>
    /// <param name="outputLength">Floats in one output sample; positive.</param>
    /// <param name="prediction">Length of the prediction span.</param>
    /// <param name="targetLength">Floats in one target.</param>
    /// <param name="target">Length of the target span.</param>
    /// <returns>The batch size; 0 for two empty spans.</returns>
    /// <exception cref="ShapeMismatchException">The lengths are not those of one batch.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int LossBatch(string network, int outputLength, int prediction, int targetLength, int target)
    {
        var batch = Samples(network, "prediction", outputLength, prediction);
        Target(network, batch, targetLength, target);
        return batch;
    }

    /// <summary>Checks that the target span holds <paramref name="batch"/> targets.</summary>
    /// <exception cref="ShapeMismatchException">It does not.</exception>
    public static void Target(string network, int batch, int targetLength, int target) =>
        Part(network, "target", targetLength, target, batch);

    /// <summary>Checks that a gradient is laid out like the parameters.</summary>
    /// <exception cref="ShapeMismatchException">It has another length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient(string network, int parameterBufferLength, int gradient)
    {
        if (gradient != parameterBufferLength)
        {
            throw new ShapeMismatchException(
                $"{network}: the gradient buffer has {gradient} floats; expected {parameterBufferLength}, as the parameters have.");
        }
    }

    /// <summary>Checks that a workspace is long enough.</summary>
    /// <exception cref="ShapeMismatchException">It is shorter than <paramref name="needed"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Workspace(string network, int batch, int needed, int workspace)
    {
        if (workspace < needed)
        {
            throw new ShapeMismatchException(
                $"{network}: the workspace has {workspace} floats; a batch of {batch} needs {needed}.");
        }
    }

    /// <summary>The class index that a float holds.</summary>
    /// <param name="network">Name of the network.</param>
    /// <param name="sample">Number of the sample in its batch, for the message.</param>
    /// <param name="value">The target.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>A number in [0, <paramref name="classes"/>).</returns>
    /// <exception cref="InvalidTargetException">It is not a whole number in that range (NaN included).</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int ClassIndex(string network, int sample, float value, int classes)
    {
        var index = (int)value;
        if ((uint)index >= (uint)classes || index != value)
        {
            ThrowClassIndex(network, sample, value, classes);
        }

        return index;
    }

    /// <summary>Checks that a target is a probability.</summary>
    /// <param name="network">Name of the network.</param>
    /// <param name="sample">Number of the sample in its batch, for the message.</param>
    /// <param name="value">The target.</param>
    /// <exception cref="InvalidTargetException">It is not in [0, 1] (NaN included).</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Probability(string network, int sample, float value)
    {
        if (value is not (>= 0 and <= 1))
        {
            ThrowProbability(network, sample, value);
        }
    }

    /// <summary>Checks that an element of the input is the index of a row.</summary>
    /// <param name="network">Name of the network.</param>
    /// <param name="layer">The layer that looks up, for the message.</param>
    /// <param name="sample">Number of the sample in its batch, for the message.</param>
    /// <param name="value">The element.</param>
    /// <param name="count">Number of rows.</param>
    /// <exception cref="InvalidIndexException">It is not a whole number in [0, <paramref name="count"/>) (NaN included).</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Index(string network, string layer, int sample, float value, int count)
    {
        var index = (int)value;
        if ((uint)index >= (uint)count || index != value)
        {
            ThrowIndex(network, layer, sample, value, count);
        }
    }

    internal const string ProbabilityExpectation = "a probability from 0 to 1";

    internal static string ClassExpectation(int classes) => $"a class index, a whole number from 0 to {classes - 1}";

    [DoesNotReturn]
    private static void ThrowProbability(string network, int sample, float value) =>
        throw new InvalidTargetException(network, sample, value, ProbabilityExpectation);

    [DoesNotReturn]
    private static void ThrowClassIndex(string network, int sample, float value, int classes) =>
        throw new InvalidTargetException(network, sample, value, ClassExpectation(classes));

    [DoesNotReturn]
    private static void ThrowIndex(string network, string layer, int sample, float value, int count) =>
        throw new InvalidIndexException(network, layer, sample, value, count);

    /// <summary>Number of samples in a span.</summary>
    /// <param name="network">Name of the network.</param>
    /// <param name="span">What the span holds.</param>
    /// <param name="sampleLength">Floats in one sample; positive.</param>
    /// <param name="length">Length of the span.</param>
    /// <exception cref="ShapeMismatchException">It is not a whole number of samples.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Samples(string network, string span, int sampleLength, int length)
    {
        var (batch, remainder) = Math.DivRem(length, sampleLength);
        if (remainder != 0)
        {
            ThrowNotMultiple(network, span, sampleLength, length);
        }

        return batch;
    }

    /// <summary>Checks that a span holds <paramref name="batch"/> samples.</summary>
    /// <inheritdoc cref="Samples"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Part(string network, string span, int sampleLength, int length, int batch)
    {
        if (length != (long)batch * sampleLength)
        {
            ThrowLength(network, span, batch, sampleLength, length);
        }
    }

    [DoesNotReturn]
    private static void ThrowNotMultiple(string network, string span, int sampleLength, int length) =>
        throw new ShapeMismatchException(
            $"{network}: the {span} span has {length} floats; expected a multiple of {sampleLength}, the floats of one sample.");

    [DoesNotReturn]
    private static void ThrowLength(string network, string span, int batch, int sampleLength, int length) =>
        throw new ShapeMismatchException(
            $"{network}: the {span} span has {length} floats; expected {(long)batch * sampleLength} ({batch} samples of {sampleLength}).");
}
