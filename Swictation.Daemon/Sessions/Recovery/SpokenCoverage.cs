using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>The stretches of a session's audio that the log has as transcribed, or kept as failed.</summary>
internal sealed class SpokenCoverage
{
    // The log has times in milliseconds: where a recording begins with speech, that may stand in front of it.
    private const double RoundingS = 0.001;

    private readonly HashSet<double> _done = [];
    private readonly List<(double StartS, double EndS)> _settled = [];

    private SpokenCoverage()
    {
    }

    /// <summary>Reads the log from the session's start; null where it does not have the session.</summary>
    public static SpokenCoverage? Read(IEventLogReader log, SessionId session)
    {
        if (log.FindSession(log.Head, session) is not { } found) return null;

        var coverage = new SpokenCoverage();
        foreach (var stored in log.EventsAfter(found.Start - 1))
        {
            var says = stored.Type == SegmentMeasured.TypeName || stored.Type == SegmentSilent.TypeName
                || stored.Type == AudioKept.TypeName;
            if (says && stored.Session == session) coverage.Add(stored);
        }

        return coverage;
    }

    /// <summary>
    /// True if the speech that begins at a position of the session is transcribed, or turned out to be none, since it
    /// was kept.
    /// </summary>
    public bool IsDone(long position) =>
        _done.Contains(SegmentEvents.StartS(position));

    /// <summary>
    /// The position of the first audio of a recording that the log does not know. Recordings are transcribed from the
    /// front, so that everything before the last known stretch is settled, silence too.
    /// </summary>
    public long UnsettledFrom(long position, long end)
    {
        var (firstS, lastS) = (Seconds(position), Seconds(end));
        var settledS = _settled
            .Where(segment => segment.StartS >= firstS - RoundingS && segment.StartS < lastS)
            .Select(segment => segment.EndS)
            .DefaultIfEmpty(firstS)
            .Max();
        return Math.Clamp((long)Math.Round(settledS * AudioFormat.SamplesPerSecond), position, end);
    }

    private static double Seconds(long position) => (double)position / AudioFormat.SamplesPerSecond;

    private void Add(in StoredEvent stored)
    {
        try
        {
            switch (WireReader.Read(stored))
            {
                case SegmentMeasured measured:
                    _done.Add(measured.StartS);
                    _settled.Add((measured.StartS, measured.StartS + measured.DurationS));
                    break;
                case SegmentSilent silent:
                    _done.Add(silent.StartS);
                    break;
                case AudioKept kept:
                    _done.Remove(kept.StartS);
                    _settled.Add((kept.StartS, kept.StartS + kept.DurationS));
                    break;
            }
        }
        catch (MalformedEventException)
        {
            // An event that cannot be read settles nothing: at worst its audio is transcribed twice.
        }
    }
}
