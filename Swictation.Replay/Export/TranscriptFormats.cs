namespace Swictation.Replay.Export;

/// <summary>The list of formats.</summary>
internal static class TranscriptFormats
{
    public static readonly IReadOnlyList<ITranscriptFormat> All = [new TextFormat()];

    public static string Names => string.Join(", ", All.Select(format => format.Name));

    /// <summary>The format of a name; null if there is none.</summary>
    public static ITranscriptFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}
