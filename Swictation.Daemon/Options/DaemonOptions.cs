using Swictation.Daemon.Sessions.LastWord;
using Swictation.Daemon.Speech.Audio;
using Swictation.Daemon.Speech.Recognition;
using Swictation.Daemon.Speech.Voice;
using Swictation.Domain.Events;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Sockets.Feed;
using Swictation.Storage.Audio;
using Swictation.Storage.Opening;

namespace Swictation.Daemon.Options;

/// <summary>
/// Everything that can be set, after defaults, the configuration file, the environment and the command line.
/// </summary>
internal sealed record DaemonOptions
{
    public required string DatabasePath { get; init; }

    /// <summary>
    /// True for the standard place, whose directory is made when it is missing; a named one has to exist.
    /// </summary>
    public required bool MakesDataDirectory { get; init; }

    public required SocketSetting MetricsSocket { get; init; }

    public required SocketSetting IpcSocket { get; init; }

    /// <summary><c>$XDG_RUNTIME_DIR</c>: files there need no disk. Null if it is not set.</summary>
    public required string? RuntimeDirectory { get; init; }

    /// <summary>Where earlier versions had their sockets where there is no runtime directory. Null for nowhere.</summary>
    public required string? DataDirectory { get; init; }

    public required SourceSpec Source { get; init; }

    /// <summary>
    /// How long a microphone stays open behind a recording; zero: it does not;
    /// <see cref="Timeout.InfiniteTimeSpan"/>: as long as the daemon runs.
    /// </summary>
    public required TimeSpan MicrophoneHold { get; init; }

    /// <summary>True if the command line says so, which is the user's word (P13).</summary>
    public required bool IsHoldOnCommandLine { get; init; }

    /// <summary>How much of what an open microphone heard before recording starts is kept; zero: nothing.</summary>
    public required TimeSpan Preroll { get; init; }

    public required TranscriberSpec Transcriber { get; init; }

    /// <summary>Others that a session may choose by name.</summary>
    public required NamedTranscribers Transcribers { get; init; }

    /// <summary>A directory with a build of Whisper's library that is used in place of ours; null for ours.</summary>
    public required string? WhisperLibrary { get; init; }

    /// <summary>Whether speech may go to a server on another machine.</summary>
    public required bool AllowRemote { get; init; }

    /// <summary>Which model says whether anybody speaks in a segment.</summary>
    public required SpeechModelSpec SpeechModel { get; init; }

    /// <summary>
    /// A recogniser that takes longer for a segment is started again; null for a limit that depends on the segment.
    /// </summary>
    public required TimeSpan? RecognitionTimeout { get; init; }

    public required Durability Durability { get; init; }

    /// <summary>How many of a session's newest transcriptions a late client gets.</summary>
    public required int CatchUpLimit { get; init; }

    /// <summary>Which clients are served as the Tauri desktop interface needs it.</summary>
    public required ClientDialect ClientDialect { get; init; }

    /// <summary>A session whose last event is no older than this goes on after a restart.</summary>
    public required TimeSpan ResumeWindow { get; init; }

    /// <summary>A client of the metrics socket that takes nothing for this long is closed.</summary>
    public required TimeSpan StallTimeout { get; init; }

    /// <summary>More clients than this are refused, on each socket.</summary>
    public required int MaxClients { get; init; }

    /// <summary>How long audio stays after its transcription is committed.</summary>
    public required AudioRetention KeepAudio { get; init; }

    /// <summary>How much of that audio stays at most.</summary>
    public required AudioLimit KeepAudioSize { get; init; }

    /// <summary>How long audio of a cancelled session stays that is not transcribed.</summary>
    public required TimeSpan KeepCancelled { get; init; }

    /// <summary>How old metrics become before they are thinned.</summary>
    public required MetricsRetention KeepMetrics { get; init; }

    /// <summary>How old texts become before they are forgotten.</summary>
    public required TextRetentionTime KeepText { get; init; }

    /// <summary>How much the daemon logs about itself.</summary>
    public required LogLevels LogLevel { get; init; }

    /// <summary>Whether debuggers and core dumps get the memory of the daemon and its recogniser.</summary>
    public required bool Debuggable { get; init; }

    /// <summary>Whether what is said is off the record; null for what it was when the last daemon ended.</summary>
    public required bool? OffTheRecord { get; init; }

    /// <summary>Whether recording starts at once, and who says so.</summary>
    public required RecordOption Record { get; init; }

    public required bool ExitAtEnd { get; init; }

    /// <summary>
    /// The command that has the recogniser try the failed segments of a session again.
    /// </summary>
    public string RetryCommand(SessionId session)
    {
        var place = MakesDataDirectory ? "" : $" --db {ShellWord.Of(DatabasePath)}";
        return $"swictation-replay retry {session}{place}";
    }
}
