namespace Swictation.Storage.Forgetting;

/// <summary>A stretch of a file that is written down to be written over.</summary>
internal sealed class OrderedFile
{
    public long Id { get; init; }

    public string Path { get; init; } = "";

    public long? FirstByte { get; init; }

    public long? LastByte { get; init; }
}
