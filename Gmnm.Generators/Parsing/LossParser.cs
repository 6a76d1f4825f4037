using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;

namespace Gmnm.Generators.Parsing;

/// <summary>Reads [Loss].</summary>
internal static class LossParser
{
    private const string Smoothing = "LabelSmoothing";
    private const string Delta = "Delta";

    public static StandardLoss Parse(AttributeReader attribute)
    {
        if (!attribute.Has("kind"))
        {
            attribute.Report(DiagnosticDescriptors.MissingLossKind, null);
        }

        var kind = attribute.Choice("kind", LossKind.MeanSquaredError);
        RejectUnless(LossKind.CrossEntropy, kind, Smoothing, attribute);
        RejectUnless(LossKind.Huber, kind, Delta, attribute);
        return new StandardLoss(
            kind,
            attribute.Number(Smoothing, absent: 0, NumberRange.Share),
            attribute.Number(Delta, absent: 1, NumberRange.Positive));
    }

    private static void RejectUnless(LossKind owner, LossKind kind, string option, AttributeReader attribute)
    {
        if (kind != owner && attribute.Has(option))
        {
            attribute.ReportMeaningless(option, $"LossKind.{kind}");
        }
    }
}
