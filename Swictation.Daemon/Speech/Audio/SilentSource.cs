using System.Runtime.CompilerServices;
using Swictation.Domain.Audio;

namespace Swictation.Daemon.Speech.Audio;

/// <summary><c>none</c>: nothing is heard, for a daemon that only recognises files and kept audio.</summary>
internal sealed class SilentSource : IAudioSource
{
    public bool HasEnded => false;

    public bool IsLive => false;

    public ValueTask<string?> FindObstacleAsync(TimeSpan atMost) =>
        ValueTask.FromResult<string?>("this daemon has no source (--source none); it recognises files and kept audio");

    public async IAsyncEnumerable<AudioFrame> ReadAsync(
        long? notBefore, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        yield break;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
