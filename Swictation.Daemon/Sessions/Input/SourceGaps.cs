using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Sessions.Input;

/// <summary>
/// Records sound that is missing in the middle of a take, because the microphone or samples were lost.
/// </summary>
internal sealed class SourceGaps(SessionId session, SessionRecorder recorder, TimeProvider time, ILogger logger)
{
    // A longer gap ends a sentence: as long as the pause that does.
    private static readonly TimeSpan LongestInSpeech = TimeSpan.FromMilliseconds(200);

    private long _heardAt = time.GetTimestamp();
    private long? _expected;
    // It may have come back between the take before and this one.
    private bool _isInterrupted = recorder.State is { IsInterrupted: true } state && state.Session == session;
    private TimeSpan? _silentFrom;
    private SoundLevel _level;

    /// <summary>True if earlier sound is not to be joined with this frame.</summary>
    public bool EndsSpeech(in AudioFrame frame) =>
        frame.Interruption is not null
        || (_expected is { } expected && AudioFormat.Duration(frame.Position - expected) > LongestInSpeech);

    /// <summary>
    /// Records that the microphone gives its first sound, is lost, seems to be muted, or is too loud or too quiet, and that
    /// this is over.
    /// </summary>
    /// <param name="at">Where the frame is in the session.</param>
    public void Note(in AudioFrame frame, TimeSpan at)
    {
        if (frame.Interruption is { } reason)
        {
            if (!_isInterrupted) Record(() => recorder.Interrupt(session, at, reason));
            _isInterrupted = true;
            // The last sound before the loss is unknown, and a missing microphone is not silent.
            _silentFrom = null;
            _level = SoundLevel.Good;
            return;
        }

        if (recorder.State is { IsPreparing: true } state && state.Session == session)
            Record(() => recorder.NoteSound(session));
        NoteSilence(frame, at);
        NoteLevel(frame, at);
        var duration = AudioFormat.Duration(frame.Samples.Length);
        var lost = time.GetElapsedTime(_heardAt, frame.CapturedAt) - duration;
        if (_isInterrupted) Record(() => recorder.EndInterruption(session, at, lost));
        _isInterrupted = false;
        _expected = frame.Position + frame.Samples.Length;
        _heardAt = frame.CapturedAt;
    }

    private void NoteSilence(in AudioFrame frame, TimeSpan at)
    {
        if (frame.Silence > TimeSpan.Zero == _silentFrom is not null) return;

        if (_silentFrom is { } from)
        {
            Record(() => recorder.NoteSilence(session, at, at - from));
            _silentFrom = null;
            return;
        }

        var began = at + AudioFormat.Duration(frame.Samples.Length) - frame.Silence;
        Record(() => recorder.NoteSilence(session, began, silent: null));
        _silentFrom = began;
    }

    private void NoteLevel(in AudioFrame frame, TimeSpan at)
    {
        if (frame.Level == _level) return;

        var level = _level = frame.Level;
        var from = level == SoundLevel.Good ? at
            : at + AudioFormat.Duration(frame.Samples.Length) - AudioFrame.LevelSpan;
        Record(() => recorder.NoteLevel(session, from, level));
    }

    // A log that refuses more events is reported elsewhere; listening goes on all the same.
    private void Record(Action record)
    {
        try
        {
            record();
        }
        catch (EventLogWriteException e)
        {
            InputLog.InterruptionNotRecorded(logger, e.Message);
        }
    }
}
