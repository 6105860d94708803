using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Pipeline;

/// <summary>
/// The recogniser of each session: that which it has chosen, also for its speech that waits or is tried again; the daemon's
/// own where it has chosen none, or the choice is not known any more.
/// </summary>
/// <param name="standard">The daemon's own.</param>
/// <param name="shelf">The others; null where there are none.</param>
internal sealed class SessionTranscribers(ITranscriber standard, IRecogniserShelf? shelf, SessionChoices choices)
{
    /// <param name="instead">What is to recognise it in place of the session's own; null for that one.</param>
    public ITranscriber Of(SessionId? session, RecogniserChoice? instead = null) =>
        (instead ?? choices.Of(session)) is { } choice && shelf?.Find(choice) is { } chosen ? chosen : standard;

    /// <inheritdoc cref="IRecogniserShelf.Prepare"/>
    public string? Prepare(RecogniserChoice choice) =>
        shelf is null ? "there is no other recogniser than the daemon's own" : shelf.Prepare(choice);
}
