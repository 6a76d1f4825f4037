namespace Gmnm.Architectures;

/// <summary>
/// Sizes of MLPerf Tiny's reference models (Banbury et al., arXiv 2106.07597): Keras counts the running statistics of
/// batch normalisation among the parameters.
/// </summary>
public sealed class PublishedFigureTests
{
    [Fact]
    public void KeywordSpotterHasTheReferencesSize() => Assert.Equal((24_908, 2_656_768L), Size(KeywordSpotter.Info));

    [Fact]
    public void AutoencoderHasTheReferencesSize() => Assert.Equal((269_992, 264_192L), Size(Autoencoder.Info));

    private static (int Parameters, long MultiplyAccumulates) Size(NetworkInfo info) =>
        (info.Parameters.Sum(static parameter => parameter.Length), info.MultiplyAccumulates);
}
