namespace Gmnm.Generators.Declaration;

/// <summary>The recurrent cells, each an attribute of the same name.</summary>
internal enum RecurrentCell
{
    Lstm,
    Gru,
}
