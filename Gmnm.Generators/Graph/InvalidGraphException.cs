namespace Gmnm.Generators.Graph;

/// <summary>A phase built or received a graph that breaks a rule: always a defect of the compiler.</summary>
internal sealed class InvalidGraphException(string message) : Exception(message);
