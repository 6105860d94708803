namespace Swictation.Replay.Grammar;

/// <summary>A day as people name it.</summary>
internal abstract record Day
{
    public abstract DateOnly On(TimeAnchor anchor);

    /// <summary>A date.</summary>
    public sealed record Dated(DateOnly Date) : Day
    {
        public override DateOnly On(TimeAnchor anchor) => Date;
    }

    /// <summary>Today, or days before it.</summary>
    public sealed record Before(int Days) : Day
    {
        public override DateOnly On(TimeAnchor anchor) => Today(anchor).AddDays(-Days);
    }

    /// <summary>The last such day of the week before today.</summary>
    public sealed record OfWeek(DayOfWeek Name) : Day
    {
        private const int DaysOfWeek = 7;

        public override DateOnly On(TimeAnchor anchor)
        {
            var today = Today(anchor);
            var back = ((int)today.DayOfWeek - (int)Name + DaysOfWeek) % DaysOfWeek;
            return today.AddDays(-(back == 0 ? DaysOfWeek : back));
        }
    }

    private static DateOnly Today(TimeAnchor anchor) => DateOnly.FromDateTime(anchor.LocalOf(anchor.Now));
}
