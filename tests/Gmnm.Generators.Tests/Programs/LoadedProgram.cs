using Gmnm.Generators.Compilation;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Tests.Networks;
using Gmnm.Generators.Tests.Oracle;

namespace Gmnm.Generators.Tests.Programs;

/// <summary>A compiled and loaded program, run in poisoned memory with guards around it.</summary>
internal sealed class LoadedProgram(TestProgram program, Type type)
{
    private const float Guard = 12345.5f;
    private const int GuardLength = 32;

    private delegate float Run(ProgramMemory memory);

    /// <summary>Loss, gradients, and the prediction where the graph has one.</summary>
    public GraphResults Train(Bindings bindings)
    {
        var memory = Memory(program.Training, bindings, (int)Call("TrainingArena", bindings.Batch), (int)Get("TrainingPrepared"));
        var loss = Start("RunTraining")(memory);
        AssertGuards(memory);
        return new GraphResults(
            program.Inference is null ? null : Prediction(memory),
            loss,
            Of(Graph.Ops.ParameterKind.Trainable),
            Of(Graph.Ops.ParameterKind.State));

        Dictionary<string, double[]> Of(Graph.Ops.ParameterKind kind) => program.Layout.Slots
            .Where(slot => slot.Parameter.Kind == kind)
            .ToDictionary(
                static slot => slot.Parameter.ParameterName,
                slot => GeneratedNetwork.Doubles(memory.Gradient.AsSpan(slot.Offset, slot.Parameter.Shape.Elements)));
    }

    public double[] Predict(Bindings bindings)
    {
        var memory = Memory(program.Inference!, bindings, (int)Call("InferenceArena", bindings.Batch), (int)Get("InferencePrepared"));
        Start("RunInference")(memory);
        AssertGuards(memory);
        return Prediction(memory);
    }

    private static double[] Prediction(ProgramMemory memory) => GeneratedNetwork.Doubles(memory.Prediction.AsSpan(0, memory.Prediction.Length - GuardLength));

    private Run Start(string method) => type.GetMethod(method)!.CreateDelegate<Run>();

    private object Call(string method, int rows) => type.GetMethod(method)!.Invoke(null, [rows])!;

    private object Get(string property) => type.GetProperty(property)!.GetValue(null)!;

    private ProgramMemory Memory(CompiledProgram compiled, Bindings bindings, int arena, int prepared)
    {
        var parameters = new float[program.Layout.Length + 1];
        foreach (var slot in program.Layout.Slots)
        {
            GeneratedNetwork.Floats(bindings.Parameters[slot.Parameter.ParameterName]).CopyTo(parameters, slot.Offset);
        }

        var prediction = compiled.Graph.Outputs.FirstOrDefault(static output => output.Kind == OutputKind.Prediction);
        var shape = prediction is null ? default : compiled.Graph[prediction.Node].Shape;
        return new ProgramMemory
        {
            Rows = bindings.Batch,
            Input = [.. GeneratedNetwork.Floats(bindings.Input), 0],
            Target = [.. GeneratedNetwork.Floats(bindings.Target), 0],
            Parameter = parameters,
            Prediction = Poisoned(prediction is null ? 0 : shape.Elements * (shape.IsBatched ? bindings.Batch : 1)),
            Gradient = Poisoned(program.Layout.Length),
            Prepared = Poisoned(prepared),
            Arena = Poisoned(arena),
            DropoutKey = bindings.DropoutKey,
        };
    }

    private static float[] Poisoned(int length)
    {
        var block = new float[length + GuardLength];
        block.AsSpan(0, length).Fill(float.NaN);
        block.AsSpan(length).Fill(Guard);
        return block;
    }

    private static void AssertGuards(ProgramMemory memory) => Assert.All(
        new[] { memory.Prediction, memory.Gradient, memory.Prepared, memory.Arena },
        static block => Assert.Equal(-1, block.AsSpan(block.Length - GuardLength).IndexOfAnyExcept(Guard)));
}
