using Swictation.Domain.History;

namespace Swictation.Replay.Export.Cues;

/// <summary>
/// A cue for each transcription, as players need them: starts rise, none overlaps the next, and each lasts some time. Within a
/// session they stand where its sound has them; where that is not known, as long after its start as the clock says. Of several
/// sessions the later ones begin as long after the first as they did.
/// </summary>
internal static class Timeline
{
    private const double MsPerCharacter = 60;
    private const long ShortestMs = 1_000;
    private const long LongestMs = 7_000;

    /// <param name="stepMs">The least time that the format can tell apart.</param>
    public static IEnumerable<Cue> Of(IEnumerable<SpokenSession> sessions, long stepMs)
    {
        Cue? open = null;
        DateTimeOffset? origin = null;
        List<Chapter> left = [];
        foreach (var of in sessions)
        {
            var session = of.Session;
            origin ??= session.StartedAt;
            var from = (session.StartedAt - origin.Value).TotalSeconds;
            var chapters = new Chapters(of);
            foreach (var said in of.Spoken)
            {
                var place = from + PlaceOf(said, session);
                Chapter[] before = [.. left, .. chapters.TakeBefore(said).Select(mark => new Chapter(mark.Text, Snapped(from + mark.PlaceS, stepMs)))];
                left.Clear();
                var start = Math.Max(Snapped(place, stepMs), open is null ? 0 : open.StartMs + stepMs);
                if (open is not null) yield return open with { EndMs = Math.Min(open.EndMs, start) };
                open = new(said, start, Math.Max(start + stepMs, EndOf(said, session, place, start, stepMs))) { Chapters = before };
            }

            left.AddRange(chapters.TakeRest().Select(mark => new Chapter(mark.Text, Snapped(from + mark.PlaceS, stepMs))));
        }

        if (open is not null) yield return open with { Behind = left };
    }

    /// <summary>Seconds from the start of the session to the start of the speech.</summary>
    public static double PlaceOf(SpokenTranscript said, RecordedSession session) =>
        Math.Max(0, said.StartS ?? (said.SpokenAt - session.StartedAt).TotalSeconds);

    // Where the speech was not measured, as long as it takes to read it, and not behind the session but for the time that it is seen.
    private static long EndOf(SpokenTranscript said, RecordedSession session, double place, long start, long stepMs)
    {
        if (said.DurationS > 0) return Snapped(place + said.DurationS, stepMs);

        var longest = session.EndedAt is { } ended
            ? Math.Max((long)(ended - said.SpokenAt).TotalMilliseconds / stepMs * stepMs, ShortestMs)
            : LongestMs;
        return start + Math.Min(Math.Clamp((long)(said.Text.Length * MsPerCharacter), ShortestMs, LongestMs), longest);
    }

    private static long Snapped(double seconds, long stepMs) => (long)Math.Round(seconds * 1e3 / stepMs) * stepMs;
}
