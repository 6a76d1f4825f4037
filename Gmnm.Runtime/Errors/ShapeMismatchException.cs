namespace Gmnm;

/// <summary>A span or tensor has another length or shape than the network, layer or dataset needs.</summary>
/// <param name="message">Says what was expected and what came.</param>
public sealed class ShapeMismatchException(string message) : ArgumentException(message);
