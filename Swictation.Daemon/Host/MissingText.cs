using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.State;
using Swictation.Domain.Wire;
using Swictation.Plumbing.Text;

namespace Swictation.Daemon.Host;

/// <summary>Says which speech has no text, by the log.</summary>
internal static class MissingText
{
    /// <summary>One line about the segments that have none, and what to do; null if there are none.</summary>
    /// <param name="first">This session, and those after it.</param>
    /// <param name="retryCommand">The command for a session whose audio is kept.</param>
    public static string? Describe(IEventLogReader log, SessionId first, Func<SessionId, string> retryCommand)
    {
        var segments = Read(log, first);
        if (segments.Count == 0) return null;

        var sessions = segments.Select(segment => segment.Session).Distinct().ToList();
        var retries = segments.Where(segment => segment.File is not null).Select(segment => segment.Session).Distinct();
        var commands = string.Join(" and ", retries.Select(session => $"'{retryCommand(session)}'"));
        var remedy = commands.Length > 0
            ? $"to try again, start a daemon with a recogniser that works, and run {commands}"
            : "the audio is not kept";
        return $"{Counted.Of(segments.Count, "segment")} of session "
            + $"{string.Join(" and ", sessions)} without text, because the recogniser failed: {remedy}";
    }

    private static IReadOnlyList<SegmentWithoutText> Read(IEventLogReader log, SessionId first)
    {
        var without = SegmentsWithoutText.None;
        if (log.FindSession(log.Head, first) is not { } found) return without.All;

        foreach (var stored in log.EventsAfter(found.Start - 1))
        {
            if (stored.Session is not { } session || session.Value < first.Value) continue;
            try
            {
                without = without.Apply(WireReader.Read(stored));
            }
            catch (MalformedEventException)
            {
                // An event that cannot be read says nothing about segments.
            }
        }

        return without.All;
    }
}
