using Swictation.Domain.History;

namespace Swictation.Replay.Output;

/// <summary>A text of a sentence as <c>show --versions --json</c> prints it; field names do not change.</summary>
/// <param name="Seq">The sentence.</param>
/// <param name="Version">Counted from 1.</param>
/// <param name="At">Since when it is its text, RFC 3339 in UTC.</param>
internal sealed record VersionJson(long Seq, int Version, string Kind, string Text, string By, string At)
{
    public static VersionJson Of(long sentence, TextVersion version) => new(
        sentence, version.Version, version.Kind.Name, version.Text, version.By, JsonTime.Of(version.At));
}
