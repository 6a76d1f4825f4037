using System.Runtime.CompilerServices;
using Gmnm.Numerics;

namespace Gmnm.Benchmarks.Rates;

/// <summary>Gaussian components over projections, forward and backward.</summary>
internal static class GaussianRates
{
    public static IEnumerable<KernelRate> All =>
    [
        .. new Layer(64, 64, 128, 4).Small(),
        .. new Layer(128, 784, 256, 4).Large(),
    ];

    private sealed class Layer
    {
        private readonly int _rows;
        private readonly int _features;
        private readonly int _components;
        private readonly int _projections;
        private readonly AlignedBuffer _input;
        private readonly AlignedBuffer _weight;
        private readonly AlignedBuffer _offset;
        private readonly AlignedBuffer _centers;
        private readonly AlignedBuffer _exponential;
        private readonly AlignedBuffer _weightGradient;
        private readonly AlignedBuffer _offsetGradient;
        private readonly AlignedBuffer _inputGradient;
        private readonly AlignedBuffer _saved;
        private readonly AlignedBuffer _packed;
        private readonly AlignedBuffer _scratch;
        private readonly double _products;

        public Layer(int rows, int features, int components, int projections)
        {
            (_rows, _features, _components, _projections) = (rows, features, components, projections);
            var weights = components * projections;
            _input = RateReport.Filled(rows * features);
            _weight = RateReport.Filled(weights * features, 1 / MathF.Sqrt(features * projections));
            _offset = RateReport.Filled(weights);
            _centers = RateReport.Filled(components * features);
            _exponential = new AlignedBuffer(rows * components);
            _weightGradient = new AlignedBuffer(weights * features);
            _offsetGradient = new AlignedBuffer(weights);
            _inputGradient = new AlignedBuffer(rows * features);
            _saved = new AlignedBuffer(rows * Stride);
            _packed = new AlignedBuffer(GaussianProjections.PackedLength(features, components, projections));
            _scratch = new AlignedBuffer(new[]
            {
                GaussianProjections.ScratchLength(features, projections), GaussianProjections.BackwardScratchLength(features, projections),
                GaussianProjections.WeightGradientScratchLength(features, projections),
                GaussianProjections.InputGradientScratchLength(features, projections),
            }.Max());
            _products = (double)rows * weights * features;
            GaussianProjections.Pack(features, components, projections, ref _weight.Start, ref _packed.Start);
            Save();
        }

        private int Stride => GaussianProjections.SavedLength(_components, _projections);

        private string Sizes => $"D {_features}, m {_components}, P {_projections}";

        public IEnumerable<KernelRate> Small() =>
        [
            KernelRate.Multiplying($"Norm forward, {_rows} rows, {Sizes}", _products, () => Forward(_rows)),
            KernelRate.Multiplying("its backward, projections computed again", 2 * _products, Backward),
            One(),
        ];

        public IEnumerable<KernelRate> Large() =>
        [
            KernelRate.Multiplying($"Norm forward, {_rows} rows, {Sizes}, packed weights", _products, ForwardPacked),
            KernelRate.Multiplying("the same, weights packed in the call", _products, () => Forward(_rows)),
            KernelRate.Multiplying("the same, projections saved", _products, Save),
            KernelRate.Multiplying("its weight gradient, with the centres' part", _products, WeightGradient),
            KernelRate.Multiplying("its input gradient", _products, InputGradient),
            One(),
        ];

        private KernelRate One() =>
            KernelRate.Reading($"Norm forward, 1 row, {Sizes}", _products / _rows, () => Forward(1));

        private void Forward(int rows) => GaussianProjections.Forward<NormAggregation>(
            rows, _features, _components, _projections, ref _input.Start, ref _weight.Start, ref _offset.Start, ref _exponential.Start,
            ref _scratch.Start);

        private void ForwardPacked() => GaussianProjections.ForwardPacked<NormAggregation>(
            _rows, _features, _components, _projections, ref _input.Start, ref _weight.Start, ref _offset.Start, ref _packed.Start,
            ref _exponential.Start, ref _scratch.Start);

        private void Save() => GaussianProjections.Forward<NormAggregation>(
            _rows, _features, _components, _projections, ref _input.Start, ref _weight.Start, ref _offset.Start,
            ref _saved.Start, Stride, ref _exponential.Start, _components, ref _scratch.Start);

        private void Backward() => GaussianProjections.Backward<NormAggregation>(
            _rows, _features, _components, _projections, ref _input.Start, ref _weight.Start, ref _offset.Start,
            ref _exponential.Start, ref _exponential.Start, ref _weightGradient.Start, ref _offsetGradient.Start,
            ref Unsafe.NullRef<float>(), ref _scratch.Start);

        private void WeightGradient() => GaussianProjections.CenteredWeightGradient(
            _rows, _features, _components, _projections, ref _saved.Start, Stride, ref _input.Start, ref _offset.Start,
            ref _centers.Start, ref _weightGradient.Start, ref _scratch.Start);

        private void InputGradient() => GaussianProjections.InputGradient(
            _rows, _features, _components, _projections, ref _saved.Start, Stride, ref _weight.Start, ref _inputGradient.Start,
            ref _scratch.Start);
    }
}
