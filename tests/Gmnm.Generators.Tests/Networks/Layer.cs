using Gmnm.Generators.Declaration;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Layers for the tables of networks, without names: <see cref="NetworkSource.Declare"/> gives them the parser's.</summary>
internal static class Layer
{
    public static IReadOnlyList<Declaration.Aggregation> Aggregations { get; } = Enum.GetValues<Declaration.Aggregation>();

    public static LayerDeclaration Linear(int units, bool bias = true) => new LinearLayer("", units, bias);

    public static LayerDeclaration Gmnm(
        int units,
        int components,
        int projections = 1,
        Declaration.Aggregation aggregation = Declaration.Aggregation.Norm,
        bool bias = true) => new GmnmLayer("", units, components, projections, aggregation, bias);

    public static LayerDeclaration Activation(Activation activation, double negativeSlope = 0.01) =>
        new ActivationLayer("", activation, negativeSlope);

    public static LayerDeclaration Softmax() => new SoftmaxLayer("");

    public static LayerDeclaration LayerNorm(double epsilon = 1e-5, bool affine = true) => new LayerNormLayer("", epsilon, affine);

    public static LayerDeclaration BatchNorm(double epsilon = 1e-5, double momentum = 0.1, bool affine = true) =>
        new BatchNormLayer("", epsilon, momentum, affine);

    public static LayerDeclaration GroupNorm(int groups, double epsilon = 1e-5, bool affine = true) =>
        new GroupNormLayer("", groups, epsilon, affine);

    public static LayerDeclaration InstanceNorm(double epsilon = 1e-5, bool affine = false) => new InstanceNormLayer("", epsilon, affine);

    public static LayerDeclaration RmsNorm(double epsilon = 1e-6) => new RmsNormLayer("", epsilon);

    public static LayerDeclaration Dropout(double rate) => new DropoutLayer("", rate);

    public static LayerDeclaration Flatten() => new FlattenLayer("");

    public static LayerDeclaration Reshape(params int[] shape) => new ReshapeLayer("", shape.ToEquatableArray());

    public static LayerDeclaration Recurrent(
        RecurrentCell cell, int units, int layers = 1, bool bidirectional = false, bool last = false) =>
        new RecurrentLayer("", cell, units, layers, bidirectional, last);

    public static LayerDeclaration GmnmLstm(
        int units,
        int components,
        int projections = 1,
        Declaration.Aggregation aggregation = Declaration.Aggregation.Norm,
        bool gates = false,
        bool last = false) => new GmnmLstmLayer("", units, components, projections, aggregation, gates, last);

    /// <summary>Every kind of layer with every option, for a tensor whose sample is [2, 4].</summary>
    public static IEnumerable<LayerDeclaration> EveryKind()
    {
        yield return Linear(3);
        yield return Linear(3, bias: false);
        foreach (var aggregation in Aggregations)
        {
            yield return Gmnm(3, components: 5, projections: 1, aggregation);
            yield return Gmnm(3, components: 2, projections: 3, aggregation, bias: false);
        }

        foreach (var activation in Enum.GetValues<Activation>())
        {
            yield return Activation(activation, negativeSlope: 0.2);
        }

        foreach (var cell in Enum.GetValues<RecurrentCell>())
        {
            yield return Recurrent(cell, 3);
            yield return Recurrent(cell, 1, layers: 2, last: true);
            yield return Recurrent(cell, 2, bidirectional: true);
        }

        yield return GmnmLstm(2, components: 3, projections: 2);
        yield return GmnmLstm(3, components: 2, aggregation: Declaration.Aggregation.Diagonal, gates: true, last: true);

        yield return Softmax();
        yield return LayerNorm();
        yield return LayerNorm(epsilon: 0.1, affine: false);
        yield return BatchNorm();
        yield return BatchNorm(epsilon: 0.1, momentum: 0.3, affine: false);
        yield return GroupNorm(1);
        yield return GroupNorm(2, epsilon: 0.1, affine: false);
        yield return InstanceNorm();
        yield return InstanceNorm(epsilon: 0.1, affine: true);
        yield return RmsNorm();
        yield return Dropout(0.4);
        yield return Flatten();
        yield return Reshape(4, 2);
        yield return Reshape(-1, 1);
        foreach (var layer in WindowLayer.EveryKind())
        {
            yield return layer;
        }
    }
}
