using Swictation.Domain.Events;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Jobs;

/// <summary>Which speech of a session is to be recognised again.</summary>
/// <param name="All">Also what has a text.</param>
/// <param name="Sentence">Only the sentence at this position of the log; null for all.</param>
/// <param name="StartS">Only speech without text that begins here in the session; null for all.</param>
/// <param name="Choice">What is to recognise it; null for the session's recogniser.</param>
internal sealed record RetryOrder(
    SessionId Session, bool All = false, long? Sentence = null, double? StartS = null, RecogniserChoice? Choice = null);
