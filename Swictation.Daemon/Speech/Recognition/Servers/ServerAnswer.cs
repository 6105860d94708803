using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Speech.Recognition.Servers;

/// <summary>What came of posting a segment once.</summary>
/// <param name="MayPass">True for a failure that another attempt soon may not have.</param>
/// <param name="RetryAfter">How long the server wants to be left alone; null where it does not say.</param>
internal sealed record ServerAnswer(TranscriptionResult Result, bool MayPass = false, TimeSpan? RetryAfter = null)
{
    public static ServerAnswer Failed(string reason) => new(new TranscriptionResult.Failed(reason));

    public static ServerAnswer FailedForNow(string reason, TimeSpan? retryAfter = null) =>
        new(new TranscriptionResult.Failed(reason), MayPass: true, retryAfter);
}
