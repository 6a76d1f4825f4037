namespace Gmnm.Training;

/// <summary>A step that a device was given, or that was taken.</summary>
/// <param name="SamplesOfEpoch">Samples of the running epoch that it uses; 0 in a loop of one's own.</param>
/// <param name="LearningRate">Learning rate of the step.</param>
internal readonly record struct LaunchedStep(int SamplesOfEpoch, double LearningRate);
