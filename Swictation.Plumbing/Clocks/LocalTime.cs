namespace Swictation.Plumbing.Clocks;

/// <summary>
/// The system's clock, with the time zone that the machine has now: the runtime by itself keeps the one of the process's
/// start. Its timers that repeat every second or more seldom share a thread (<see cref="TickThread"/>). Safe for any number of
/// threads.
/// </summary>
/// <param name="link">The file that says the zone where the environment does not.</param>
public sealed class LocalTime(string link = LocalTime.ZoneOfTheMachine) : TimeProvider
{
    private const string ZoneOfTheMachine = "/etc/localtime";
    private const long LookEveryMs = 1000;

    private static readonly TimeSpan ShortestTick = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TickThread _ticks = new(ShortestTick);
    private long _lookedAt = Environment.TickCount64;
    private (string? Target, DateTime LinkedAt, DateTime? WrittenAt) _seen = Look(link);

    /// <summary>The zone of the machine, at most a second late.</summary>
    public override TimeZoneInfo LocalTimeZone
    {
        get
        {
            if (Environment.TickCount64 - Volatile.Read(ref _lookedAt) >= LookEveryMs) LookAgain();
            return TimeZoneInfo.Local;
        }
    }

    /// <remarks>One that repeats every second or more seldom must neither wait nor work for long.</remarks>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _ticks.Takes(dueTime, period) ? _ticks.Add(callback, state, period) : base.CreateTimer(callback, state, dueTime, period);

    private void LookAgain()
    {
        if (!_lock.TryEnter()) return;
        try
        {
            var found = Look(link);
            if (found != _seen) TimeZoneInfo.ClearCachedData();
            _seen = found;
            Volatile.Write(ref _lookedAt, Environment.TickCount64);
        }
        finally
        {
            _lock.Exit();
        }
    }

    private static (string? Target, DateTime LinkedAt, DateTime? WrittenAt) Look(string link)
    {
        try
        {
            var file = new FileInfo(link);
            return (file.LinkTarget, file.LastWriteTimeUtc, file.ResolveLinkTarget(returnFinalTarget: true)?.LastWriteTimeUtc);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
