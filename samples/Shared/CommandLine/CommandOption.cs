namespace Samples;

/// <summary>One option of a command line.</summary>
/// <param name="Name">With its dashes: <c>--data</c>.</param>
/// <param name="Value">What its value is, in capitals; null for an option without a value.</param>
/// <param name="Description">What it does, for <c>--help</c>.</param>
internal sealed record CommandOption(string Name, string? Value, string Description);
