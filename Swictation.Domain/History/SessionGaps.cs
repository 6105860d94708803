using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;
using Swictation.Domain.State;

namespace Swictation.Domain.History;

/// <summary>Finds where a session has gaps: a fold over its events.</summary>
public sealed class SessionGaps
{
    private readonly List<Gap> _gaps = [];
    private DaemonState _state = DaemonState.Initial;

    private SessionGaps()
    {
    }

    /// <summary>The gaps, by where in the session they are.</summary>
    public static IReadOnlyList<Gap> Of(IEnumerable<SessionEvent> events)
    {
        var fold = new SessionGaps();
        foreach (var recorded in events)
        {
            fold.Apply(recorded);
            fold._state = fold._state.Apply(recorded);
        }

        return [.. fold._gaps.OrderBy(gap => gap.StartS)];
    }

    private void Apply(SessionEvent recorded)
    {
        switch (recorded)
        {
            case AudioInterrupted e:
                // Taken up again, and the microphone is still not there.
                End(GapKind.Interrupted, e.At);
                End(GapKind.Silent, e.StartS - _gaps.FindLast(gap => gap.Kind == GapKind.Silent)?.StartS ?? 0);
                EndLevel(e.At);
                _gaps.Add(new(GapKind.Interrupted, e.At, e.StartS, DurationS: null, e.Reason));
                break;
            case AudioResumed e:
                End(GapKind.Interrupted, e.LostS);
                break;
            case AudioSilent e:
                _gaps.Add(new(GapKind.Silent, e.At, e.StartS, DurationS: null, e.Reason));
                break;
            case AudioSounding e:
                End(GapKind.Silent, e.SilentS, e.At.AddSeconds(-e.SilentS));
                break;
            case AudioLevel e:
                EndLevel(e.At);
                if (e.Level == SoundLevelName.Clipping)
                    AddLevel(e, GapKind.Clipping, "the microphone is too loud; turn its level down");
                if (e.Level == SoundLevelName.Quiet)
                    AddLevel(e, GapKind.Quiet, "the microphone gives hardly any sound; turn its level up");
                break;
            case SessionRecovered { Resumed: true } e:
                End(GapKind.Interrupted, e.LastEventAt);
                End(GapKind.Silent, e.LastEventAt);
                EndLevel(e.LastEventAt);
                AddRestart(e);
                break;
            case SessionPaused or SessionEnd:
                End(GapKind.Interrupted, recorded.At);
                End(GapKind.Silent, recorded.At);
                EndLevel(recorded.At);
                break;
            case AudioDropped e:
                _gaps.Add(new(GapKind.Dropped, e.At, e.StartS, e.DurationS, e.Reason));
                break;
            case SegmentWithheld e:
                _gaps.Add(new(GapKind.Withheld, e.At, StartOf(e), e.DurationS, e.WithText));
                break;
            case SegmentMeasured e:
                Fill(e.StartS, e.DurationS);
                break;
            case SegmentFailed e:
                Fill(e.StartS, e.DurationS);
                break;
        }
    }

    private void AddLevel(AudioLevel change, GapKind kind, string reason) => _gaps.Add(new(
        kind, change.At - AudioFrame.LevelSpan, change.StartS, DurationS: null, Reason.Worded(reason)));

    private void EndLevel(DateTimeOffset at)
    {
        End(GapKind.Clipping, at);
        End(GapKind.Quiet, at);
    }

    // Its end is not in the log: the session was not recorded any more.
    private void End(GapKind kind, DateTimeOffset at)
    {
        if (_gaps.Find(gap => gap.Kind == kind && gap.DurationS is null) is { } open)
            End(kind, Math.Max(0, (at - open.At).TotalSeconds));
    }

    private void End(GapKind kind, double durationS, DateTimeOffset? beganAt = null)
    {
        var open = _gaps.FindIndex(gap => gap.Kind == kind && gap.DurationS is null);
        if (open >= 0)
            _gaps[open] = _gaps[open] with { DurationS = durationS, At = beganAt ?? _gaps[open].At };
    }

    // The audio of a session goes on where its clock is, so that the time without a daemon is a hole in it.
    private void AddRestart(SessionRecovered recovered)
    {
        if (_state.IsPaused) return;

        _gaps.Add(new(
            GapKind.Restarted,
            recovered.LastEventAt,
            _state.DurationSAt(recovered.LastEventAt),
            Math.Max(0, (recovered.At - recovered.LastEventAt).TotalSeconds),
            Reason.Worded("the daemon had ended and was started again")));
    }

    // Text that another recogniser sent has no place in the audio.
    private double StartOf(SegmentWithheld withheld) =>
        withheld.DurationS > 0 ? withheld.StartS : _state.DurationSAt(withheld.At);

    // The audio of a dropped stretch may have been on the disk: then a later daemon has transcribed it.
    private void Fill(double startS, double durationS) => _gaps.RemoveAll(gap =>
        gap is { Kind: GapKind.Dropped or GapKind.Withheld, DurationS: { } length }
        && gap.StartS + (length / 2) >= startS
        && gap.StartS + (length / 2) <= startS + durationS);
}
