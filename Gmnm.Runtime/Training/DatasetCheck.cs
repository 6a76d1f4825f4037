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

        RequireTargets(network, data, role);
    }

    private static void RequireTargets(NetworkInfo network, Dataset data, string role)
    {
        var targets = data.Targets.Span;
        var classes = network.OutputShape[^1];
        for (var i = 0; i < targets.Length; i++)
        {
            var value = targets[i];
            var fits = network.Target switch
            {
                TargetKind.ClassIndex => value >= 0 && value < classes && value == MathF.Floor(value),
                TargetKind.Probabilities => value is >= 0 and <= 1,
                _ => true,
            };
            if (!fits)
            {
                throw new InvalidTargetException(
                    $"{network.Name}, {role} data",
                    i / network.TargetLength,
                    value,
                    network.Target == TargetKind.ClassIndex ? ShapeCheck.ClassExpectation(classes) : ShapeCheck.ProbabilityExpectation);
            }
        }
    }
}
