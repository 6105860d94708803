using Swictation.Replay.Export.Formats;

namespace Swictation.Replay.Export;

/// <summary>The list of formats.</summary>
/// <param name="time">Has the zone of times for people.</param>
internal sealed class TranscriptFormats(TimeProvider time)
{
    public IReadOnlyList<ITranscriptFormat> All { get; } =
    [
        new TextFormat(), new MarkdownFormat(time), new SubRipFormat(), new WebVttFormat(), new LyricsFormat(), new CsvFormat(),
        new JsonFormat(isLines: false), new JsonFormat(isLines: true), new AudacityFormat(),
    ];

    public string Names => string.Join(", ", All.Select(format => format.Name));

    /// <summary>The format of a name; null if there is none.</summary>
    public ITranscriptFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>The format that a file's name ends in; null if there is none.</summary>
    public ITranscriptFormat? OfFile(string path) => Find(Path.GetExtension(path).TrimStart('.').ToLowerInvariant());
}
