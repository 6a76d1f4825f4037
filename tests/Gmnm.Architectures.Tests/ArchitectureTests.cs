namespace Gmnm.Architectures;

/// <summary>Every architecture is declared as a user would, trained for a few steps, and its loss falls.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void LeNetLearns() => Training.Falls<LeNet>(Batches.Images(1, 28, 28, classes: 4), rate: 3e-3);

    [Fact]
    public void GmnmLeNetLearns() => Training.Falls<GmnmLeNet>(Batches.Images(1, 28, 28, classes: 4));

    [Fact]
    public void ResNet8Learns() => Training.Falls<ResNet8>(Batches.Images(3, 32, 32, classes: 4), rate: 3e-3);

    [Fact]
    public void GmnmResNetLearns() => Training.Falls<GmnmResNet>(Batches.Images(3, 32, 32, classes: 4));

    [Fact]
    public void KeywordSpotterLearns() => Training.Falls<KeywordSpotter>(Batches.Images(1, 49, 10, classes: 4), rate: 3e-3);

    [Fact]
    public void GmnmKeywordSpotterLearns() => Training.Falls<GmnmKeywordSpotter>(Batches.Images(1, 49, 10, classes: 4));

    [Fact]
    public void UNetLearns() => Training.Falls<UNet>(Batches.Masks(16));

    [Fact]
    public void GmnmUNetLearns() => Training.Falls<GmnmUNet>(Batches.Masks(16));

    [Fact]
    public void BidirectionalLstmLearns() => Training.Falls<BidirectionalLstm>(Batches.Waves(12, 4, classes: 3));

    [Fact]
    public void GmnmRecurrentLearns() => Training.Falls<GmnmRecurrent>(Batches.Waves(12, 4, classes: 3));

    [Fact]
    public void SequenceToSequenceLearns() => Training.Falls<SequenceToSequence>(Batches.Continuations(10, 6));

    [Fact]
    public void GmnmSequenceToSequenceLearns() => Training.Falls<GmnmSequenceToSequence>(Batches.Continuations(10, 6));

    [Fact]
    public void TransformerEncoderLearns() => Training.Falls<TransformerEncoder>(Batches.Tokens(12, 20, classes: 3), rate: 3e-3);

    [Fact]
    public void GmnmTransformerEncoderLearns() => Training.Falls<GmnmTransformerEncoder>(Batches.Tokens(12, 20, classes: 3));

    [Fact]
    public void CharacterModelLearns() => Training.Falls<CharacterModel>(Batches.NextTokens(16, 24), rate: 3e-3);

    [Fact]
    public void GmnmCharacterModelLearns() => Training.Falls<GmnmCharacterModel>(Batches.NextTokens(16, 24), rate: 3e-3);

    [Fact]
    public void AutoencoderLearns() => Training.Falls<Autoencoder>(Batches.Reconstructions(640), rate: 3e-3);

    [Fact]
    public void GmnmAutoencoderLearns() => Training.Falls<GmnmAutoencoder>(Batches.Reconstructions(64));

    [Fact]
    public void VariationalAutoencoderLearns() => Training.Falls<VariationalAutoencoder>(Batches.WithNoise());

    [Fact]
    public void GmnmVariationalAutoencoderLearns() => Training.Falls<GmnmVariationalAutoencoder>(Batches.WithNoise());

    [Fact]
    public void MixtureOfExpertsLearns() => Training.Falls<MixtureOfExperts>(Batches.Pieces());

    [Fact]
    public void GmnmMixtureOfExpertsLearns() => Training.Falls<GmnmMixtureOfExperts>(Batches.Pieces());

    [Fact]
    public void PoissonLearns() => Training.Falls<Poisson>(Batches.Square());

    [Fact]
    public void GmnmPoissonLearns() => Training.Falls<GmnmPoisson>(Batches.Square());
}
