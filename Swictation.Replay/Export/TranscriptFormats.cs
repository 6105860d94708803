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
    public ITranscriptFormat? OfFile(string path) => Find(EndingOf(path));

    /// <summary>Why a file of this name is not written; null if it can be.</summary>
    /// <param name="name">The format that is wanted; null where the file's name is to say it.</param>
    public string? FindProblem(string path, string? name)
    {
        var (ending, ofFile) = (EndingOf(path), OfFile(path));
        if (ending.Length == 0) return null;
        if (name is null)
            return ofFile is null ? $"no format has files that end in .{ending}; there is {Names}, and --format takes one of them for any name" : null;

        return ofFile is not null && Find(name) is { } wanted && wanted.Extension != ending
            ? $"the file ends in .{ending}, and --format says {name}; leave --format out, or end the file in .{wanted.Extension}"
            : null;
    }

    private static string EndingOf(string path) => Path.GetExtension(path).TrimStart('.').ToLowerInvariant();
}
