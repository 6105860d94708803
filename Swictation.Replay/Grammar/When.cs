namespace Swictation.Replay.Grammar;

/// <summary>A time as people give it, with no clock of its own; <see cref="WhenParser"/> reads it.</summary>
internal abstract record When
{
    /// <summary>The moment that is meant; of a day its first.</summary>
    public abstract DateTimeOffset Begin(TimeAnchor anchor);

    /// <summary>The moment up to which, itself left out, things are meant; of a day the first of the next.</summary>
    public virtual DateTimeOffset End(TimeAnchor anchor) => Begin(anchor);

    /// <summary>A moment that says its distance to UTC.</summary>
    public sealed record Moment(DateTimeOffset At) : When
    {
        public override DateTimeOffset Begin(TimeAnchor anchor) => At;
    }

    /// <summary>A day, or a time on it. Where the clock shows the time twice, it is from the first and until the last.</summary>
    /// <param name="Time">Null for all of the day.</param>
    public sealed record OnDay(Day Day, TimeOnly? Time) : When
    {
        public override DateTimeOffset Begin(TimeAnchor anchor) =>
            WallClock.First(Day.On(anchor).ToDateTime(Time ?? TimeOnly.MinValue), anchor.Zone);

        public override DateTimeOffset End(TimeAnchor anchor) => Time is { } time
            ? WallClock.Last(Day.On(anchor).ToDateTime(time), anchor.Zone)
            : WallClock.First(Day.On(anchor).AddDays(1).ToDateTime(TimeOnly.MinValue), anchor.Zone);
    }

    /// <summary>
    /// A time of the day: the last one that has passed, or in a session the first one of it, and where it has none the one that is
    /// nearer to it. To the minute it is in a session that began within that minute.
    /// </summary>
    public sealed record OfDay(TimeOnly Time) : When
    {
        public override DateTimeOffset Begin(TimeAnchor anchor) => Find(anchor, WallClock.First);

        public override DateTimeOffset End(TimeAnchor anchor) => Find(anchor, WallClock.Last);

        private DateTimeOffset Find(TimeAnchor anchor, Func<DateTime, TimeZoneInfo, DateTimeOffset> at)
        {
            var from = anchor.SessionStart ?? anchor.Now;
            var sameDay = anchor.LocalOf(from).Date + Time.ToTimeSpan();
            if (anchor.SessionStart is { } start) return FindIn(start, anchor.SessionEnd, at(sameDay, anchor.Zone), at(sameDay.AddDays(1), anchor.Zone));
            return WallClock.First(sameDay, anchor.Zone) > anchor.Now
                ? at(sameDay.AddDays(-1), anchor.Zone)
                : at(sameDay, anchor.Zone);
        }

        private static DateTimeOffset FindIn(DateTimeOffset start, DateTimeOffset? end, DateTimeOffset first, DateTimeOffset next) =>
            first.AddMinutes(1) > start || (end is { } known && next > known && start - first <= next - known) ? first : next;
    }

    /// <summary>So long ago: days by the calendar, at the same time of the day, and the rest by the clock.</summary>
    public sealed record Ago(int Days, TimeSpan Rest) : When
    {
        public override DateTimeOffset Begin(TimeAnchor anchor) =>
            (Days == 0 ? anchor.Now : WallClock.First(anchor.LocalOf(anchor.Now).AddDays(-Days), anchor.Zone)) - Rest;
    }

    /// <summary>So far into a session.</summary>
    public sealed record IntoSession(TimeSpan Offset) : When
    {
        public override DateTimeOffset Begin(TimeAnchor anchor) => (anchor.SessionStart
            ?? throw new InvalidOperationException("an offset has a meaning in a session only")) + Offset;
    }
}
