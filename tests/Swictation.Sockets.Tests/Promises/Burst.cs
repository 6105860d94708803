using System.Diagnostics;
using Swictation.Domain.Events;
using Swictation.Sockets.Tests.Feed;

namespace Swictation.Sockets.Tests.Promises;

/// <summary>Appends numbered transcriptions to a feed at a rate, on a thread of its own as the recorder does.</summary>
internal static class Burst
{
    private const int MostAtOnce = 50;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(0.5);

    /// <summary>Every so many events one is that protocol 1 clients do not get.</summary>
    private const int Unseen = 10;

    /// <summary>What stands in the log before the first event: a session that is open.</summary>
    public static readonly IReadOnlyList<SessionEvent> Before =
        [Lines.Started(), Lines.State(Phase.Recording)];

    /// <param name="perSecond">Events in a second, appended when due by the clock; 0 flat out, a few at a time.</param>
    public static Task RunAsync(StoredFeed feed, int count, int perSecond, int seed) => Task.Factory.StartNew(
        () => Run(feed, count, perSecond, new Random(seed)), TaskCreationOptions.LongRunning);

    public static long PositionOf(long number) => Before.Count + number;

    /// <summary>The number of the transcription that follows one.</summary>
    public static long NextSaid(long number) => (number + 1) % Unseen == 0 ? number + 2 : number + 1;

    public static IEnumerable<SessionEvent> Events(int first, int count) =>
        Enumerable.Range(first, count).Select(Event);

    private static void Run(StoredFeed feed, int count, int perSecond, Random random)
    {
        var started = Stopwatch.GetTimestamp();
        for (var appended = 0; appended < count;)
        {
            var due = perSecond == 0
                ? appended + random.Next(1, MostAtOnce)
                : (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond);
            due = Math.Min(due, count);
            if (due == appended)
            {
                Thread.Sleep(Tick);
                continue;
            }

            feed.Append(Events(appended + 1, due - appended));
            appended = due;
        }
    }

    private static SessionEvent Event(int number) => number % Unseen == 0 ? Lines.Measured() : Lines.Said(number);
}
