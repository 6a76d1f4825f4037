using Gmnm.Training;

namespace Gmnm;

/// <content>
/// Steps on a device: they are launched without waiting, and counted when somebody needs their losses. The device itself leaves
/// everything as it is from a loss on that is not finite, so whoever reads late reads the same.
/// </content>
public sealed partial class Trainer<TNetwork>
{
    private readonly LaunchedStep[] _launched;
    private int _launchedCount;

    /// <summary>Steps taken, and launched.</summary>
    private long BegunSteps => _progress.Step + _launchedCount;

    /// <summary>Launches a step with the batch that was staged.</summary>
    private void Launch(DeviceSession session, int samplesOfEpoch)
    {
        Prepare();
        var learningRate = LearningRate();
        session.ForwardBackward(DropoutKey());
        session.Update(Optimizer, learningRate, Options.ClipNorm, _average);
        _launched[_launchedCount++] = new LaunchedStep(samplesOfEpoch, learningRate);
    }

    /// <summary>Waits for the steps that were launched and counts them; gives the loss of the last, 0 where there was none.</summary>
    /// <exception cref="NonFiniteLossException">A loss or norm is not finite; everything is as after the step before.</exception>
    private float Settle()
    {
        if (_launchedCount == 0)
        {
            return 0;
        }

        var outcomes = _session!.ReadSteps();
        var count = _launchedCount;
        _launchedCount = 0;
        for (var index = 0; index < count; index++)
        {
            if (!outcomes[index].IsFinite)
            {
                // Neither this step nor one behind it was taken.
                Optimizer.StepCount -= count - index;
                RequireFinite("loss", outcomes[index].Loss);
                RequireFinite("gradient norm", outcomes[index].GradientNorm);
            }

            Count(_launched[index], outcomes[index].Loss);
        }

        return outcomes[count - 1].Loss;
    }
}
