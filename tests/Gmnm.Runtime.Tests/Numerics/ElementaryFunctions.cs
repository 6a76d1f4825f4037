using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

/// <summary>The functions under test, and the same in double by other means.</summary>
internal static class ElementaryFunctions
{
    internal static float Evaluate(ElementaryFunction function, float x) =>
        Lanes1.Sum(Evaluate(function, Lanes1.Splat(x)));

    internal static float[] Evaluate<TLanes>(ElementaryFunction function, float[] x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var result = new float[x.Length];
        for (nint i = 0; i < x.Length; i += TLanes.Count)
        {
            TLanes.Store(Evaluate(function, TLanes.Load(ref x[0], i)), ref result[0], i);
        }

        return result;
    }

    internal static double Reference(ElementaryFunction function, double x) => function switch
    {
        ElementaryFunction.Exp => Math.Exp(x),
        ElementaryFunction.Log => Math.Log(x),
        ElementaryFunction.Sin => Math.Sin(x),
        ElementaryFunction.Cos => Math.Cos(x),
        ElementaryFunction.Tanh => Math.Tanh(x),
        ElementaryFunction.Sigmoid => 1 / (1 + Math.Exp(-x)),
        ElementaryFunction.Softplus => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x))),
        ElementaryFunction.Erf => Erf(x),
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    private static TLanes Evaluate<TLanes>(ElementaryFunction function, TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => function switch
    {
        ElementaryFunction.Exp => Transcendental.Exp(x),
        ElementaryFunction.Log => Transcendental.Log(x),
        ElementaryFunction.Sin => Transcendental.Sin(x),
        ElementaryFunction.Cos => Transcendental.Cos(x),
        ElementaryFunction.Tanh => Transcendental.Tanh(x),
        ElementaryFunction.Sigmoid => Transcendental.Sigmoid(x),
        ElementaryFunction.Softplus => Transcendental.Softplus(x),
        ElementaryFunction.Erf => Transcendental.Erf(x),
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    private static double LogOnePlus(double x) =>
        x < 1e-5 ? x - (x * x / 2) + (x * x * x / 3) : Math.Log(1 + x);

    /// <summary>The power series up to 3; beyond, the continued fraction of the complement.</summary>
    private static double Erf(double x)
    {
        var t = Math.Abs(x);
        if (!(t > 3))
        {
            double term = x, sum = x;
            for (var n = 1; n < 100; n++)
            {
                term *= -x * x / n;
                sum += term / ((2 * n) + 1);
            }

            return 2 / Math.Sqrt(Math.PI) * sum;
        }

        var fraction = t;
        for (var n = 60; n > 0; n--)
        {
            fraction = t + (n / 2.0 / fraction);
        }

        return Math.CopySign(1 - (Math.Exp(-t * t) / Math.Sqrt(Math.PI) / fraction), x);
    }
}
