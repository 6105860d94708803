using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;

namespace Swictation.Storage.Writing;

/// <summary>
/// The log that is written to, and how another one comes into its place when it turns out to be damaged: given up, set
/// aside, salvaged, opened, all on a thread of its own. Appends are refused meanwhile, as on a full disk.
/// </summary>
/// <param name="log">The first one.</param>
/// <param name="reopen">Salvages a log that was given up, and opens what comes of it.</param>
internal sealed class LogHealing(
    WritableLog log, Func<WritableLog, WritableLog> reopen, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    public static readonly Reason UnderWay = new(ReasonCode.BeingSalvaged);

    // Healing does not help a log that breaks again at once, and each time costs a copy of the log.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);

    private readonly Lock _deciding = new();
    private readonly List<WritableLog> _former = [];
    private volatile WritableLog _log = log;
    private volatile Reason? _reason;
    private Task _healing = Task.CompletedTask;
    private TimeSpan _pause = TimeSpan.Zero;
    private long _healedAt;

    /// <summary>Another log is there now; nothing is appended to it before this has returned.</summary>
    public event Action? Done;

    public WritableLog Log => _log;

    /// <summary>Why nothing can be appended now; null if it can. Goes on with what could not be finished.</summary>
    public Reason? Explain()
    {
        if (_reason is null) return null;
        lock (_deciding)
        {
            if (_reason is not null && _healing.IsCompleted) Begin();
            return _reason;
        }
    }

    /// <summary>Begins to heal, unless that was done a moment ago.</summary>
    /// <param name="brokenBy">The answer that showed the damage.</param>
    /// <returns>True if it is under way.</returns>
    public bool TryBegin(WritableLog broken, string brokenBy)
    {
        lock (_deciding)
        {
            if (_reason is not null || broken != _log) return true;
            if (_pause > TimeSpan.Zero && time.GetElapsedTime(_healedAt) < _pause) return false;

            logger.DamageMetByAppend(brokenBy);
            _reason = UnderWay;
            Begin();
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _healing.ConfigureAwait(false);
        await _log.DisposeAsync().ConfigureAwait(false);
        foreach (var former in _former) await former.DisposeAsync().ConfigureAwait(false);
    }

    private void Begin() => _healing = Task.Run(HealAsync);

    private async Task HealAsync()
    {
        var broken = _log;
        try
        {
            await broken.AbandonAsync().ConfigureAwait(false);
            var healed = reopen(broken);
            _former.Add(broken);
            _log = healed;
            Done?.Invoke();
            _healedAt = time.GetTimestamp();
            _pause = _pause > TimeSpan.Zero ? 2 * _pause : FirstPause;
            _reason = null;
        }
        catch (SwictationException e)
        {
            // The next append that is tried goes on with it.
            var failed = new Reason(ReasonCode.SalvageFailed, (e.InnerException ?? e).Message.TrimEnd('.'));
            if (failed != _reason) logger.NotSalvaged(e.Message);
            _reason = failed;
        }
    }
}
