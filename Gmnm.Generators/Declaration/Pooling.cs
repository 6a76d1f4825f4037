namespace Gmnm.Generators.Declaration;

/// <summary>The poolings over windows, each an attribute of the same name.</summary>
internal enum Pooling
{
    MaxPool1d,
    MaxPool2d,
    AvgPool1d,
    AvgPool2d,
}
