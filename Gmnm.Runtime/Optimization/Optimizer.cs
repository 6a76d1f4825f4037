using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gmnm;

/// <summary>
/// Updates the trainable parameters from their gradient: one fused pass over the flat memory of parameters, gradient and
/// state. An instance keeps the state of one network; a step allocates nothing after the first.
/// </summary>
public abstract class Optimizer
{
    private readonly AlignedBuffer[] _states;
    private int _length = -1;

    /// <summary>Sets what all optimizers have.</summary>
    /// <param name="learningRate">Base learning rate; a schedule multiplies it. Finite, not negative.</param>
    /// <param name="stateNames">Names of the state buffers, in order.</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite.</exception>
    private protected Optimizer(double learningRate, params IReadOnlyList<string> stateNames)
    {
        RequireNonNegative(learningRate, nameof(learningRate));
        LearningRate = learningRate;
        StateNames = stateNames;
        _states = new AlignedBuffer[stateNames.Count];
    }

    /// <summary>Name of the method, as checkpoints record it.</summary>
    public abstract string Name { get; }

    /// <summary>Base learning rate.</summary>
    public double LearningRate { get; }

    /// <summary>Which update it is.</summary>
    internal UpdateKind Kind => Arguments(LearningRate, gradientScale: 1).Kind;

    /// <summary>Names of the state buffers: <c>momentum</c>, for example.</summary>
    public IReadOnlyList<string> StateNames { get; }

    /// <summary>Steps taken.</summary>
    public long StepCount { get; internal set; }

    /// <summary>
    /// State buffer number <paramref name="index"/> in <see cref="StateNames"/>, laid out like the trainable parameters.
    /// </summary>
    /// <exception cref="InvalidOperationException">Neither <see cref="Attach"/> nor <see cref="Step"/> was called.</exception>
    public AlignedBuffer State(int index) =>
        _length >= 0 ? _states[index] : throw new InvalidOperationException($"{Name} has no state before its first step.");

    /// <summary>Allocates zeroed state for <paramref name="length"/> trainable parameters, padding included. Does nothing the second time.</summary>
    /// <exception cref="ShapeMismatchException">The optimizer has the state of another number of parameters.</exception>
    public void Attach(int length)
    {
        if (_length == length)
        {
            return;
        }

        if (_length >= 0)
        {
            throw new ShapeMismatchException($"{Name} has the state of {_length} parameters; got {length}. Each network needs an optimizer of its own.");
        }

        for (var i = 0; i < _states.Length; i++)
        {
            _states[i] = new AlignedBuffer(length);
        }

        _length = length;
    }

    /// <summary>
    /// Takes one step: updates the trainable parameters and gives the network's states the values that the forward pass
    /// computed for them.
    /// </summary>
    /// <param name="parameters">A network's parameters, updated in place.</param>
    /// <param name="gradient">What <see cref="ITrainableNetwork{TSelf}.ForwardBackward"/> wrote.</param>
    /// <param name="learningRate">Learning rate of this step.</param>
    /// <param name="gradientScale">Factor on the gradient, as clipping gives it.</param>
    /// <exception cref="ShapeMismatchException">The lengths differ, or the state is of another length; nothing is written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(ParameterBuffer parameters, AlignedBuffer gradient, double learningRate, float gradientScale = 1)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(gradient);
        var info = parameters.Info;
        RequireLength(gradient.Length, info.ParameterBufferLength);
        Attach(info.TrainableLength);
        var written = parameters.Write();
        StepTrainable(written[..info.TrainableLength], gradient.Span[..info.TrainableLength], learningRate, gradientScale);
        foreach (var parameter in info.Parameters)
        {
            if (parameter.Kind == ParameterKind.State)
            {
                gradient.Span.Slice(parameter.Offset, parameter.Length).CopyTo(written[parameter.Offset..]);
            }
        }
    }

    /// <summary>Takes one step on trainable numbers.</summary>
    /// <param name="parameters">The numbers, padding included; updated in place. Zeros with zero gradient stay zero.</param>
    /// <param name="gradient">Gradient, laid out like the parameters.</param>
    /// <param name="learningRate">Learning rate of this step.</param>
    /// <param name="gradientScale">Factor on the gradient.</param>
    /// <exception cref="ShapeMismatchException">The lengths differ, or the state is of another length; nothing is written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void StepTrainable(Span<float> parameters, ReadOnlySpan<float> gradient, double learningRate, float gradientScale = 1)
    {
        RequireLength(gradient.Length, parameters.Length);
        Attach(parameters.Length);
        Update(parameters, in MemoryMarshal.GetReference(gradient), Advance(learningRate, gradientScale));
    }

    /// <summary>Counts a step and gives its numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal UpdateArguments Advance(double learningRate, float gradientScale)
    {
        StepCount++;
        return Arguments(learningRate, gradientScale);
    }

    /// <summary>The numbers of a step; <see cref="StepCount"/> counts it already.</summary>
    private protected abstract UpdateArguments Arguments(double learningRate, float gradientScale);

    /// <summary>Updates parameters and state.</summary>
    private protected abstract void Update(Span<float> parameters, ref readonly float gradient, in UpdateArguments arguments);

    private void RequireLength(int gradient, int parameters)
    {
        if (gradient != parameters)
        {
            throw new ShapeMismatchException($"{Name}: the gradient has {gradient} floats, the parameters {parameters}.");
        }
    }

    private protected static void RequireNonNegative(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, "Expected a finite number, not negative.");
        }
    }

    private protected static void RequireFraction(double value, string name)
    {
        if (!(value is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "Expected a number from 0 to below 1.");
        }
    }
}
