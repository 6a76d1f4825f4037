namespace Gmnm.Training;

/// <summary>Refuses data that does not fit a network before anything is trained.</summary>
internal static class DatasetCheck
{
    /// <summary>Checks lengths and, where targets are classes or probabilities, every target.</summary>
    public static void Require(NetworkInfo network, Dataset data, string role)
    {
        if (data.InputLength != network.InputLength)
        {
            throw new ShapeMismatchException(
                $"The {role} inputs have {data.InputLength} floats each; {network.Name} needs {network.InputLength} ([{string.Join(", ", network.InputShape)}]).");
        }

        if (data.TargetLength != network.TargetLength)
        {
            throw new ShapeMismatchException(
                $"The {role} targets have {data.TargetLength} floats each; {network.Name} needs {network.TargetLength}.");
        }

        if (data.Count == 0)
        {
            throw new ShapeMismatchException($"The {role} data has no samples.");
        }

        var targets = data.Targets.Span;
        for (var i = 0; i < targets.Length; i++)
        {
            if (network.Target == TargetKind.ClassIndex)
            {
                ShapeCheck.ClassIndex(network.Name, i / network.TargetLength, targets[i], network.OutputLength);
            }
            else if (network.Target == TargetKind.Probabilities)
            {
                ShapeCheck.Probability(network.Name, i / network.TargetLength, targets[i]);
            }
        }
    }
}
