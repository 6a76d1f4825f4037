using Gmnm.Generators.Declaration;
using Gmnm.Generators.Tests.Oracle;
using Gmnm.Generators.Tests.Parsing;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Compares one generated network with the oracle.</summary>
internal sealed class NetworkCheck(NetworkDeclaration network, GeneratedNetwork generated, int seed)
{
    private const double Tolerance = 1e-4;

    private readonly NetworkOracle _oracle = new(network, seed);

    /// <summary>
    /// A score of attention is a product of two maps of the input. Of inputs of 10⁴ its rounding in single precision is above
    /// 1, and decides which key wins.
    /// </summary>
    private bool HasProductsOfInputs => network.Layers.Any(static layer => layer is AttentionLayer or TransformerBlockLayer);

    /// <summary>Predictions of every batch size, from one draw: a batch is a prefix of the largest.</summary>
    public void Predictions(params ReadOnlySpan<int> batches)
    {
        var largest = 0;
        foreach (var batch in batches)
        {
            largest = Math.Max(largest, batch);
        }

        var bindings = _oracle.Draw(largest);
        generated.Assign(bindings.Parameters);
        var expected = _oracle.Predict(bindings);
        var (inputLength, outputLength) = (bindings.Input.Length / largest, expected.Length / largest);
        Assert.Equal((inputLength, outputLength), (generated.Info.InputLength, generated.Info.OutputLength));
        foreach (var batch in batches)
        {
            var actual = Predict(GeneratedNetwork.Floats(bindings.Input[..(batch * inputLength)]), batch * outputLength);
            OracleAssert.Close(Title($"prediction of {batch}"), actual, expected[..(batch * outputLength)], Tolerance);
        }
    }

    /// <summary>The loss of predictions, and the predictions with it.</summary>
    public void Loss(int batch)
    {
        var bindings = _oracle.Draw(batch);
        generated.Assign(bindings.Parameters);
        var expected = _oracle.Predict(bindings);
        var output = new float[expected.Length];
        var actual = generated.Evaluate(GeneratedNetwork.Floats(bindings.Input), GeneratedNetwork.Floats(bindings.Target), output);
        OracleAssert.Close(Title($"loss of {batch}"), [actual], [_oracle.Loss(bindings)], Tolerance);
        OracleAssert.Close(Title($"evaluated prediction of {batch}"), GeneratedNetwork.Doubles(output), expected, Tolerance);
    }

    /// <summary>Loss and every gradient of a training step, and the same to the bit once more.</summary>
    public void Training(int batch) => Training(_oracle.Draw(batch), inputScale: 1);

    /// <summary>
    /// Predictions and a training step on inputs that saturate whatever can saturate: nothing may become NaN or infinite
    /// that is finite in double precision.
    /// </summary>
    public void Saturated(int batch, double scale)
    {
        var drawn = _oracle.Draw(batch);
        var bindings = drawn with { Input = [.. drawn.Input.Select(value => (double)(float)(value * scale))] };
        generated.Assign(bindings.Parameters);
        var expected = _oracle.Predict(bindings);
        var actual = Predict(GeneratedNetwork.Floats(bindings.Input), expected.Length);
        if (HasProductsOfInputs)
        {
            Assert.All(actual, static value => Assert.True(double.IsFinite(value)));
            Assert.All(TrainingRun.Of(generated, bindings).Gradients.Values.SelectMany(static values => values), static value => Assert.True(double.IsFinite(value)));
            return;
        }

        OracleAssert.Close(Title($"prediction of inputs up to {1.5 * scale}"), actual, expected, Tolerance);
        Training(bindings, scale);
    }

    /// <summary>A sample's prediction does not depend on what else is in the batch.</summary>
    public void BatchComposition(int batch)
    {
        var bindings = _oracle.Draw(batch);
        generated.Assign(bindings.Parameters);
        var input = GeneratedNetwork.Floats(bindings.Input);
        var (inputLength, outputLength) = (generated.Info.InputLength, generated.Info.OutputLength);
        var together = Predict(input, batch * outputLength);
        var alone = Enumerable.Range(0, batch).SelectMany(sample =>
            Predict(input[(sample * inputLength)..((sample + 1) * inputLength)], outputLength)).ToArray();
        OracleAssert.Close(Title($"{batch} samples one by one"), alone, together, 1e-5);
    }

    /// <summary>After the first calls, prediction, loss and training step allocate nothing.</summary>
    public void Allocations(int batch)
    {
        var bindings = _oracle.Draw(batch);
        generated.Assign(bindings.Parameters);
        var (input, target) = (GeneratedNetwork.Floats(bindings.Input), GeneratedNetwork.Floats(bindings.Target));
        var output = new float[batch * generated.Info.OutputLength];
        var gradient = new AlignedBuffer(generated.Info.ParameterBufferLength);
        var workspace = new AlignedBuffer(generated.TrainingWorkspaceLength(batch));
        void Use(string what, Action action)
        {
            for (var warmUp = 0; warmUp < 3; warmUp++)
            {
                action();
            }

            // A collection that another thread starts counts what is left of this thread's allocation buffer; the action itself
            // would allocate every time.
            var allocated = Enumerable.Range(0, 3).Min(_ =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                action();
                action();
                return GC.GetAllocatedBytesForCurrentThread() - before;
            });
            Assert.True(allocated == 0, Title($"{what} of {batch} allocates {allocated} bytes"));
        }

        Use("prediction", () => generated.Predict(input, output));
        Use("evaluation", () => generated.Evaluate(input, target, output));
        Use("training step", () => generated.ForwardBackward(input, target, gradient, workspace, bindings.DropoutKey));
        Use("prediction after a change of parameters", () =>
        {
            generated.Parameters.Write();
            generated.Predict(input, output);
        });
    }

    private void Training(Bindings bindings, double inputScale)
    {
        var batch = bindings.Batch;
        generated.Assign(bindings.Parameters);
        var actual = TrainingRun.Of(generated, bindings);
        var expected = _oracle.ForwardBackward(bindings);
        OracleAssert.Close(Title($"training loss of {batch}"), [actual.Loss], [expected.Loss!.Value], Tolerance);
        Assert.Equal(expected.Gradients.Keys.Order(), actual.Gradients.Keys.Order());
        // Gradients that cancel to nothing are rounding: of the others, or of a slope near 1 times an input.
        var largest = expected.Gradients.Values.SelectMany(static values => values).Select(Math.Abs).Append(0.1 * inputScale).Max();
        foreach (var (name, gradient) in expected.Gradients)
        {
            OracleAssert.Close(Title($"{name} of {batch}"), actual.Gradients[name], gradient, Tolerance, negligible: 1e-2 * largest);
        }

        Assert.Equal(expected.States.Keys.Order(), actual.States.Keys.Order());
        foreach (var (name, state) in expected.States)
        {
            OracleAssert.Close(Title($"{name} after a step on {batch}"), actual.States[name], state, Tolerance);
        }

        var again = TrainingRun.Of(generated, bindings);
        Assert.Equal(BitConverter.SingleToInt32Bits(actual.Loss), BitConverter.SingleToInt32Bits(again.Loss));
        Assert.Equal(actual.Flat.Select(BitConverter.SingleToInt32Bits), again.Flat.Select(BitConverter.SingleToInt32Bits));
    }

    /// <summary>Nothing but the output is written.</summary>
    private double[] Predict(float[] input, int length)
    {
        const int GuardLength = 32;
        const float Guard = 12345.5f;
        var output = new float[length + (2 * GuardLength)];
        output.AsSpan().Fill(Guard);
        output.AsSpan(GuardLength, length).Fill(float.NaN);
        generated.Predict(input, output.AsSpan(GuardLength, length));
        Assert.All(output[..GuardLength].Concat(output[^GuardLength..]), static value => Assert.Equal(Guard, value));
        return GeneratedNetwork.Doubles(output.AsSpan(GuardLength, length));
    }

    private string Title(string what) =>
        $"{(network.IsGraph || network.Loss is SymbolicLoss ? DeclarationText.Of(network) : NetworkSource.Write([network]))}{what}";
}
