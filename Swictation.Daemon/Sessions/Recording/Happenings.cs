using Swictation.Domain.Audio;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>Events of speech and its source, for the recorder to append.</summary>
internal static class Happenings
{
    /// <summary>
    /// Records earlier speech of a session, with the time at which it was spoken; also in a closed session, but not in one
    /// that was cancelled meanwhile, unless it was asked for.
    /// </summary>
    public static void RecordLate(this SessionRecorder recorder, SessionId session, LateText said, bool isAskedFor = false) =>
        recorder.Append(
            (state, now) => state.IsCancelled(session) && !isAskedFor ? [] : SegmentEvents.Late(session, said, now, recorder.Counter),
            said.Recogniser);

    /// <summary>The recogniser failed on a segment of the open session. The session goes on.</summary>
    public static void RecordFailure(this SessionRecorder recorder, SessionId session, SpeechFailure failure) =>
        recorder.Append(
            (state, now) => state.Session == session ? SegmentEvents.Failure(session, failure, now) : []);

    /// <summary>As <see cref="RecordFailure"/>, for earlier speech; also in a closed session.</summary>
    public static void RecordLateFailure(this SessionRecorder recorder, SessionId session, SpeechFailure failure) =>
        recorder.Append((_, now) => SegmentEvents.Failure(session, failure, now));

    /// <summary>Sound of the open session was withheld. Of earlier sound the session may be closed.</summary>
    public static void RecordWithheld(this SessionRecorder recorder, SessionId session, WithheldSpeech withheld) =>
        recorder.Append((state, now) => withheld.SpokenAt is not null || state.Session == session
            ? SegmentEvents.Withheld(session, withheld, now)
            : []);

    /// <summary>An earlier segment, on which the recogniser had failed, holds no words.</summary>
    public static void RecordLateSilence(
        this SessionRecorder recorder, SessionId session, TimeSpan start, TimeSpan spoken) =>
        recorder.Append((_, now) =>
            [new SegmentSilent(session, now, SegmentEvents.Seconds(start), SegmentEvents.Seconds(spoken))]);

    /// <summary>Speech of the open session was dropped before it was transcribed. The session goes on.</summary>
    /// <param name="reason">Why it had to be kept in memory.</param>
    public static void RecordDropped(
        this SessionRecorder recorder, SessionId session, TimeSpan start, TimeSpan duration, Reason reason) =>
        recorder.Append((state, now) => state.Session == session
            ? [new AudioDropped(session, now, SegmentEvents.Seconds(start), SegmentEvents.Seconds(duration), reason)]
            : []);

    /// <summary>The source has failed: the session stays open, in the state <c>error</c>, until a user stops it.</summary>
    public static void Fail(this SessionRecorder recorder, SessionId session) =>
        recorder.Append((state, now) => SessionDecider.Fail(state, session, now));

    /// <summary>The microphone gives its first sound: a session that was being prepared is recorded from now on.</summary>
    public static void NoteSound(this SessionRecorder recorder, SessionId session) =>
        recorder.Append((state, now) => SessionDecider.Hear(state, session, now));

    /// <summary>Whether the microphone is missing, which is an error while no session is open. May be called often.</summary>
    public static void NoteMicrophone(this SessionRecorder recorder, bool isMissing)
    {
        if (recorder.IsNewsOfMicrophone(isMissing))
            recorder.Append((state, now) => SessionDecider.NoteMicrophone(state, isMissing, now));
    }

    /// <summary>Whether <see cref="NoteMicrophone"/> has something to append. Does not wait.</summary>
    public static bool IsNewsOfMicrophone(this SessionRecorder recorder, bool isMissing) =>
        !SessionDecider.NoteMicrophone(recorder.State, isMissing, default).IsEmpty;

    /// <summary>The microphone is lost: the session goes on when it is back, and is in error until then.</summary>
    /// <param name="heardUpTo">How much of the session was recorded.</param>
    public static void Interrupt(
        this SessionRecorder recorder, SessionId session, TimeSpan heardUpTo, Reason reason) =>
        recorder.Append((state, now) =>
            SessionDecider.Interrupt(state, session, SegmentEvents.Seconds(heardUpTo), reason, now));

    /// <summary>The microphone is back.</summary>
    /// <param name="goesOnAt">Where in the session's audio.</param>
    /// <param name="lost">For how long nothing was heard.</param>
    public static void EndInterruption(
        this SessionRecorder recorder, SessionId session, TimeSpan goesOnAt, TimeSpan lost) =>
        recorder.Append((state, now) => SessionDecider.EndInterruption(
            state, session, SegmentEvents.Seconds(goesOnAt), SegmentEvents.Seconds(lost), now));

    /// <summary>The microphone gives nothing but zeros, or sound again. The session goes on.</summary>
    /// <param name="silent">For how long there were zeros before; null if they have begun.</param>
    public static void NoteSilence(
        this SessionRecorder recorder, SessionId session, TimeSpan at, TimeSpan? silent) =>
        recorder.Append((state, now) => state.Session != session ? []
            : silent is { } lasted
                ? [new AudioSounding(session, now, SegmentEvents.Seconds(at), SegmentEvents.Seconds(lasted))]
                : [new AudioSilent(session, now, SegmentEvents.Seconds(at), AudioSilent.Muted)]);

    /// <summary>The microphone is too loud, too quiet, or good again. The session goes on.</summary>
    /// <param name="from">Where in the session's audio that began.</param>
    public static void NoteLevel(this SessionRecorder recorder, SessionId session, TimeSpan from, SoundLevel level) =>
        recorder.Append((state, now) => state.Session == session
            ? [new AudioLevel(session, now, SegmentEvents.Seconds(from), NameOf(level))]
            : []);

    private static SoundLevelName NameOf(SoundLevel level) => level switch
    {
        SoundLevel.Clipping => SoundLevelName.Clipping,
        SoundLevel.Quiet => SoundLevelName.Quiet,
        _ => SoundLevelName.Good,
    };
}
