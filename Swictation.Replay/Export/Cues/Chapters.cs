using System.Globalization;
using Swictation.Domain.History;

namespace Swictation.Replay.Export.Cues;

/// <summary>Gives the marks of a session where its sentences have come to them.</summary>
internal sealed class Chapters(SpokenSession spoken)
{
    private readonly Queue<(SessionMark Mark, int Number)> _left = new(spoken.Marks.Select((mark, index) => (mark, index + 1)));

    /// <summary>Those that begin before a sentence, or with it, and have not been given yet.</summary>
    /// <returns>Of each its text, and where it is: seconds from the start of the session.</returns>
    public IEnumerable<(string Text, double PlaceS)> TakeBefore(SpokenTranscript said)
    {
        // In the sound where that is known, otherwise by the clock.
        while (_left.TryPeek(out var next) && (said.StartS is { } startS ? next.Mark.StartS <= startS : next.Mark.At <= said.SpokenAt))
        {
            var place = said.StartS is null ? Math.Max(0, (next.Mark.At - spoken.Session.StartedAt).TotalSeconds) : next.Mark.StartS;
            yield return (Name(_left.Dequeue()), place);
        }
    }

    /// <summary>Those behind all sentences.</summary>
    public IEnumerable<(string Text, double PlaceS)> TakeRest()
    {
        while (_left.TryDequeue(out var next)) yield return (Name(next), next.Mark.StartS);
    }

    private static string Name((SessionMark Mark, int Number) marked) =>
        marked.Mark.Text ?? string.Create(CultureInfo.InvariantCulture, $"Mark {marked.Number}");
}
