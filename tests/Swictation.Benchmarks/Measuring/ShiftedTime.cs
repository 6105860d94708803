namespace Swictation.Benchmarks.Measuring;

/// <summary>The system's clock, set forward by hand. Timers run as they do without.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _ticks;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    private TimeSpan Shift => TimeSpan.FromTicks(Volatile.Read(ref _ticks));

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;

    public override long GetTimestamp() => base.GetTimestamp() + (Shift.Ticks * (TimestampFrequency / TimeSpan.TicksPerSecond));

    /// <summary>To a moment that is still to come.</summary>
    public void SetForward(DateTimeOffset now) => Interlocked.Add(ref _ticks, (now - GetUtcNow()).Ticks);
}
