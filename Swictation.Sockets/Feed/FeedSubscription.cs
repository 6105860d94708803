using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Feed;

/// <summary>The feed of one client: its cursor, the selected types, the pace, and the form of the lines.</summary>
/// <param name="Heartbeat">The longest silence under protocol 2; zero for any.</param>
internal sealed record FeedSubscription(FeedCursor Cursor, ILineEncoder Encoder, bool IsNumbered, TimeSpan Heartbeat)
{
    private LogOutage? _told;
    private bool _isCutNoted;

    /// <summary>True once a protocol 2 client has got its <c>caught_up</c>.</summary>
    public bool IsToldCaughtUp { get; set; }

    /// <summary>True for a client whose hello was taken: it is told of what is going on, and may ask for more.</summary>
    public bool IsGreeted { get; private init; }

    /// <summary>What a protocol 2 client was told last of what is going on; null for nothing.</summary>
    public Snapshot? Told { get; private set; }

    /// <summary>
    /// The line that tells of what is going on, if that has not been told yet and is true at the client's position: events
    /// behind it would be taken back by it. Empty otherwise; it is to be asked again then.
    /// </summary>
    public ReadOnlyMemory<byte> Tell(Snapshot snapshot)
    {
        if (snapshot.SaysNoMoreThan(Told)) return default;
        if (snapshot.Sequence != Cursor.Position && !Cursor.IsAtEnd) return default;

        Told = snapshot;
        return ControlLines.Snapshot(snapshot);
    }

    /// <summary>The feed of a client that sends nothing: protocol 1.</summary>
    /// <param name="isDesktop">Whether its lines have the form that the Tauri desktop interface reads.</param>
    public static FeedSubscription Standard(
        IEventLogReader log, IFeedPlanner planner, bool isDesktop, TimeProvider time) => new(
        new(log, planner, EventSelection.Broadcast, time),
        isDesktop ? new DesktopLines() : StoredLines.Instance,
        IsNumbered: false,
        TimeSpan.Zero);

    /// <summary>The feed that a hello asks for: protocol 2.</summary>
    public static FeedSubscription Requested(
        IEventLogReader log, IFeedPlanner planner, Hello hello, TimeProvider time) =>
        new(new(log, planner, hello.Types, time) { TellsRemoved = true }, new NumberedLines(), true, hello.Heartbeat) { IsGreeted = true };

    /// <summary>An empty feed, until a client asks for something that exists.</summary>
    public static FeedSubscription Nothing(IEventLogReader log, TimeProvider time) =>
        new(new(log, new FixedFeedPlanner([]), EventSelection.All, time), StoredLines.Instance, true, TimeSpan.Zero)
        {
            IsToldCaughtUp = true,
        };

    /// <summary>
    /// The feed of the client in another log that replaces this one: its new events, for a client of protocol 1 that has all
    /// of this log. Null for any other.
    /// </summary>
    public FeedSubscription? TryMoveTo(FeedSource source, TimeProvider time) =>
        !IsNumbered && Cursor.MoveTo(source.Log, source.JoinsAfter, time) is { } moved ? this with { Cursor = moved } : null;

    /// <summary>The transcriptions that the catch-up limit withheld from the client, once; null if none.</summary>
    public CatchUpCut? TakeCut()
    {
        if (_isCutNoted || Cursor.Cut is null) return null;

        _isCutNoted = true;
        return Cursor.Cut;
    }

    /// <summary>The line about an outage for the client; empty if there is none, or the client has it.</summary>
    public ReadOnlyMemory<byte> Announce(LogOutage? outage)
    {
        if (ReferenceEquals(outage, _told)) return default;

        _told = outage;
        if (outage is null) return default;
        return IsNumbered ? OutageLines.Error(outage) : OutageLines.StateChange(outage);
    }
}
