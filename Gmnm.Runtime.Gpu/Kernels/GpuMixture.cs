using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>The mixture of a small Gaussian layer, in the kernel that makes its exponentials. Bound by loads from the caches.</summary>
public static class GpuMixture
{
    /// <summary>
    /// <c>sum over j of exponentials[row, j] · mixture[output, j]</c> for the rows of a tile, handed to an epilogue. The group has
    /// just written their exponentials; it waits for its own threads alone.
    /// </summary>
    /// <param name="threads">Threads of the group.</param>
    /// <param name="tileRows">Rows of a tile.</param>
    /// <param name="tile">Which tile.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="outputs">Columns of the result.</param>
    /// <param name="components">m</param>
    /// <param name="exponentials">[rows, components]</param>
    /// <param name="mixture">[outputs, components]</param>
    /// <param name="body">Takes the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TBody>(
        int threads, int tileRows, int tile, int rows, int outputs, int components, Place exponentials, Place mixture, TBody body)
        where TBody : struct, IElementEpilogue
    {
        Group.Barrier();
        for (var element = Group.IdxX; element < tileRows * outputs; element += threads)
        {
            var row = (tile * tileRows) + (element / outputs);
            var output = element % outputs;
            if (row < rows)
            {
                var sum = 0f;
                for (var component = 0; component < components; component++)
                {
                    sum += exponentials[(row * components) + component] * mixture[(output * components) + component];
                }

                body.Store(sum, row, output);
            }
        }
    }
}
