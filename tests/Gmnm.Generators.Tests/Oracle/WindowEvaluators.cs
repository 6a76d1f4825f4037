using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Operations that slide a window over images, straight from their definitions.</summary>
internal static class WindowEvaluators
{
    public static IReadOnlyDictionary<Type, Evaluator> All { get; } = new Dictionary<Type, Evaluator>
    {
        [typeof(Convolution)] = static (op, inputs, sizes, _) =>
        {
            var result = new DoubleTensor(sizes);
            ForEachProduct(((Convolution)op).Window, inputs[0].Sizes, inputs[1].Sizes, sizes, (x, w, y) =>
                result.Values[y] += inputs[0].Values[x] * inputs[1].Values[w]);
            return result;
        },
        [typeof(ConvolutionInputGradient)] = static (op, inputs, sizes, _) =>
        {
            var result = new DoubleTensor(sizes);
            ForEachProduct(((ConvolutionInputGradient)op).Window, sizes, inputs[1].Sizes, inputs[0].Sizes, (x, w, y) =>
                result.Values[x] += inputs[0].Values[y] * inputs[1].Values[w]);
            return result;
        },
        [typeof(ConvolutionWeightGradient)] = static (op, inputs, sizes, _) =>
        {
            var result = new DoubleTensor(sizes);
            ForEachProduct(((ConvolutionWeightGradient)op).Window, inputs[0].Sizes, sizes, inputs[1].Sizes, (x, w, y) =>
                result.Values[w] += inputs[0].Values[x] * inputs[1].Values[y]);
            return result;
        },
        [typeof(PooledConvolution)] = static (op, inputs, sizes, context) =>
        {
            var window = ((PooledConvolution)op).Window;
            int[] convolved = [sizes[0], sizes[1], window.Rows(inputs[0].Sizes[2]), window.Columns(inputs[0].Sizes[3])];
            var sums = All![typeof(Convolution)](new Convolution(window, 1), inputs, convolved, context).Values;
            var image = new DoubleTensor(convolved, sums);
            return Pool(PooledConvolution.Pooling, image, sizes, ((PooledConvolution)op).Places
                ? seen => Array.IndexOf(seen, seen.MaxBy(at => sums[at]))
                : seen => seen.Max(at => sums[at]));
        },
        [typeof(PlaceGradient)] = static (_, inputs, sizes, _) =>
        {
            var result = new DoubleTensor(sizes);
            foreach (var (y, seen) in Windows(PooledConvolution.Pooling, sizes, inputs[0].Sizes))
            {
                result.Values[seen[(int)inputs[0].Values[y]]] += inputs[1].Values[y];
            }

            return result;
        },
        [typeof(MaxPool)] = static (op, inputs, sizes, _) => Pool(
            ((MaxPool)op).Window, inputs[0], sizes,
            seen => seen.Where(static at => at >= 0).Select(at => inputs[0].Values[at]).DefaultIfEmpty(double.NegativeInfinity).Max()),
        [typeof(MaxPoolGradient)] = static (op, inputs, sizes, _) =>
        {
            var result = new DoubleTensor(sizes);
            foreach (var (y, seen) in Windows(((MaxPoolGradient)op).Window, sizes, inputs[1].Sizes))
            {
                foreach (var first in seen.Where(at => at >= 0 && inputs[0].Values[at] == inputs[1].Values[y]).Take(1))
                {
                    result.Values[first] += inputs[2].Values[y];
                }
            }

            return result;
        },
        [typeof(AveragePool)] = static (op, inputs, sizes, _) => Pool(
            ((AveragePool)op).Window, inputs[0], sizes, seen => seen.Average(at => at >= 0 ? inputs[0].Values[at] : 0)),
        [typeof(AveragePoolGradient)] = static (op, inputs, sizes, _) =>
        {
            var result = new DoubleTensor(sizes);
            foreach (var (y, seen) in Windows(((AveragePoolGradient)op).Window, sizes, inputs[0].Sizes))
            {
                foreach (var at in seen.Where(static at => at >= 0))
                {
                    result.Values[at] += inputs[0].Values[y] / seen.Length;
                }
            }

            return result;
        },
        [typeof(Patches)] = static (op, inputs, sizes, _) =>
        {
            var result = new DoubleTensor(sizes);
            foreach (var (patch, at) in PatchElements(((Patches)op).Window, inputs[0].Sizes))
            {
                result.Values[patch] = inputs[0].Values[at];
            }

            return result;
        },
        [typeof(PatchesGradient)] = static (op, inputs, sizes, _) =>
        {
            var result = new DoubleTensor(sizes);
            foreach (var (patch, at) in PatchElements(((PatchesGradient)op).Window, sizes))
            {
                result.Values[at] += inputs[0].Values[patch];
            }

            return result;
        },
        [typeof(BilinearUpsample)] = static (_, inputs, sizes, _) =>
        {
            var result = new DoubleTensor(sizes);
            foreach (var (small, large, share) in Interpolation(inputs[0].Sizes, sizes))
            {
                result.Values[large] += share * inputs[0].Values[small];
            }

            return result;
        },
        [typeof(BilinearUpsampleGradient)] = static (_, inputs, sizes, _) =>
        {
            var result = new DoubleTensor(sizes);
            foreach (var (small, large, share) in Interpolation(sizes, inputs[0].Sizes))
            {
                result.Values[small] += share * inputs[0].Values[large];
            }

            return result;
        },
    };

    /// <summary>By how much the greatest element of each window exceeds the next; ties are left out.</summary>
    public static IEnumerable<double> Leads(Window window, DoubleTensor input, DoubleTensor result) =>
        Windows(window, input.Sizes, result.Sizes).SelectMany(pair => pair.Seen
            .Where(static at => at >= 0)
            .Select(at => result.Values[pair.Output] - input.Values[at])
            .Where(static lead => lead != 0));

    /// <summary>Every product of a convolution: flat indices of an input, a weight and the output that they meet in.</summary>
    private static void ForEachProduct(
        Window window, IReadOnlyList<int> input, IReadOnlyList<int> weight, IReadOnlyList<int> output, Action<int, int, int> visit)
    {
        var (groupChannels, groupFilters) = (weight[1], output[1] / (input[1] / weight[1]));
        foreach (var (_, x, i, j, position) in Seen(window, input, output).Where(static seen => seen.Input >= 0))
        {
            for (var sample = 0; sample < input[0]; sample++)
            {
                for (var filter = 0; filter < output[1]; filter++)
                {
                    for (var c = 0; c < groupChannels; c++)
                    {
                        var channel = (filter / groupFilters * groupChannels) + c;
                        visit(
                            (((sample * input[1]) + channel) * input[2] * input[3]) + x,
                            (((((filter * groupChannels) + c) * window.KernelHeight) + i) * window.KernelWidth) + j,
                            (((sample * output[1]) + filter) * output[2] * output[3]) + position);
                    }
                }
            }
        }
    }

    /// <summary>Position by position, element of the kernel by element, row by row: the input that it sees in a channel; -1 for padding.</summary>
    private static IEnumerable<(int Tap, int Input, int I, int J, int Position)> Seen(
        Window window, IReadOnlyList<int> input, IReadOnlyList<int> output)
    {
        for (var position = 0; position < output[2] * output[3]; position++)
        {
            for (var tap = 0; tap < window.Taps; tap++)
            {
                var (i, j) = (tap / window.KernelWidth, tap % window.KernelWidth);
                var y = (position / output[3] * window.StrideHeight) + (i * window.DilationHeight) - window.PaddingTop;
                var x = (position % output[3] * window.StrideWidth) + (j * window.DilationWidth) - window.PaddingLeft;
                var inside = y >= 0 && y < input[2] && x >= 0 && x < input[3];
                yield return (tap, inside ? (y * input[3]) + x : -1, i, j, position);
            }
        }
    }

    /// <summary>For each output of a pooling the flat indices of what its window sees; -1 for padding.</summary>
    private static IEnumerable<(int Output, int[] Seen)> Windows(Window window, IReadOnlyList<int> input, IReadOnlyList<int> output)
    {
        var windows = Seen(window, input, output).GroupBy(static seen => seen.Position, static seen => seen.Input)
            .Select(static group => group.ToArray()).ToArray();
        for (var plane = 0; plane < input[0] * input[1]; plane++)
        {
            var start = plane * input[2] * input[3];
            for (var position = 0; position < windows.Length; position++)
            {
                yield return ((plane * windows.Length) + position, [.. windows[position].Select(at => at < 0 ? at : at + start)]);
            }
        }
    }

    private static DoubleTensor Pool(Window window, DoubleTensor input, int[] sizes, Func<int[], double> value)
    {
        var result = new DoubleTensor(sizes);
        foreach (var (y, seen) in Windows(window, input.Sizes, sizes))
        {
            result.Values[y] = value(seen);
        }

        return result;
    }

    /// <summary>Flat indices of the elements of patches and of what they are copies of; padding is left out.</summary>
    private static IEnumerable<(int Patch, int Image)> PatchElements(Window window, IReadOnlyList<int> image)
    {
        int[] places = [image[0], image[1], window.Rows(image[2]), window.Columns(image[3])];
        foreach (var (tap, input, _, _, position) in Seen(window, image, places).Where(static seen => seen.Input >= 0))
        {
            for (var plane = 0; plane < image[0] * image[1]; plane++)
            {
                var (sample, channel) = (plane / image[1], plane % image[1]);
                var row = (sample * places[2] * places[3]) + position;
                yield return ((((row * image[1]) + channel) * window.Taps) + tap, (plane * image[2] * image[3]) + input);
            }
        }
    }

    /// <summary>Flat indices of a small image's elements, of the large image's to which they contribute, and their shares.</summary>
    private static IEnumerable<(int Small, int Large, double Share)> Interpolation(IReadOnlyList<int> small, IReadOnlyList<int> large)
    {
        for (var plane = 0; plane < small[0] * small[1]; plane++)
        {
            for (var position = 0; position < large[2] * large[3]; position++)
            {
                foreach (var (y, vertical) in Shares(position / large[3], small[2], large[2]))
                {
                    foreach (var (x, horizontal) in Shares(position % large[3], small[3], large[3]))
                    {
                        yield return (
                            (((plane * small[2]) + y) * small[3]) + x, (plane * large[2] * large[3]) + position, vertical * horizontal);
                    }
                }
            }
        }
    }

    /// <summary>The neighbours of an output's centre along one axis: a triangle around each, the outermost going on.</summary>
    private static (int Element, double Share)[] Shares(int output, int small, int large)
    {
        var centre = Math.Clamp(((output + 0.5) * small / large) - 0.5, 0, small - 1);
        return [.. Enumerable.Range(0, small).Select(element => (element, Math.Max(0, 1 - Math.Abs(element - centre))))];
    }
}
