namespace Gmnm;

/// <summary>
/// Convolution of each channel by itself: [C, H, W] becomes [C · multiplier, H', W']; the channels of the output that stem
/// from one of the input are neighbours. Parameters: <c>weight</c> [C · multiplier, 1, kernel height, kernel width],
/// <c>bias</c> [C · multiplier].
/// </summary>
/// <remarks>
/// H' = ⌊(H + 2 padding − dilation (kernel − 1) − 1) / stride⌋ + 1, and likewise W'.
/// </remarks>
public sealed class DepthwiseConv2dAttribute : WindowAttribute
{
    /// <summary>Channels of the output for each of the input, at least 1. 1 by default.</summary>
    public int Multiplier { get; set; } = 1;

    /// <summary>Whether b is added. On by default.</summary>
    public bool Bias { get; set; } = true;
}
