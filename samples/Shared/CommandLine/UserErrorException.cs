namespace Samples;

/// <summary>Something that whoever started the program can put right: its message is all that they see.</summary>
internal sealed class UserErrorException(string message) : Exception(message);
