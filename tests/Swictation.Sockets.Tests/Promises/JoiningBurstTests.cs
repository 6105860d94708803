using System.Buffers.Text;
using System.Diagnostics;
using Swictation.Sockets.Tests.Listening;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Promises;

[Trait("Category", "Stress")]
[Collection(nameof(ProcessWide))]
public sealed class JoiningBurstTests(ITestOutputHelper output)
{
    private const int Clients = 200;

    // Protocol 1 clients come into a session that is longer than what they are told of it.
    private const int CatchUp = 500;

    [Theory]
    [InlineData(1_000, 3_001)]
    [InlineData(20_000, 20_001)]
    [InlineData(0, 20_001)]
    public async Task P4_Joining_at_random_moments_of_a_burst_no_event_is_lost_doubled_or_out_of_order(
        int perSecond, int events)
    {
        var random = new Random(Seed.Take(output.WriteLine));
        await using var feed = new StoredFeed(CatchUp);
        feed.Append(Burst.Before);
        var joining = Enumerable.Range(0, Clients)
            .Select(client => (client, Moment: random.Next(events), After: random.Next(-events, events)))
            .Select(plan => Task.Run(async () =>
            {
                await feed.Log.Reader.WaitForMoreAsync(plan.Moment, CancellationToken.None);
                return plan.client % 2 == 0
                    ? await JoinNumberedAsync(feed, Math.Min(plan.After, plan.Moment), events)
                    : await JoinAsync(feed, events);
            }))
            .ToArray();

        var started = Stopwatch.GetTimestamp();
        await Burst.RunAsync(feed, events, perSecond, random.Next());
        var appended = Stopwatch.GetElapsedTime(started);
        var lines = await Task.WhenAll(joining);

        output.WriteLine(
            $"{events} events in {appended.TotalSeconds:0.00} s, {lines.Sum()} lines to {Clients} clients in "
            + $"{Stopwatch.GetElapsedTime(started).TotalSeconds:0.00} s");
    }

    /// <summary>
    /// Protocol 2, from a position, or from the present if that is negative: each follows the one before.
    /// </summary>
    private static async Task<long> JoinNumberedAsync(StoredFeed feed, int after, int events)
    {
        using var client = await feed.ConnectAsync(
            after < 0 ? """{"hello":{"protocol":2}}""" : $$$"""{"hello":{"after":{{{after}}}}}""");
        await client.ReadWhileAsync(line => !line.Span.StartsWith("{\"type\":\"hello\""u8));

        long last = Math.Max(after, -1);
        var lines = 0L;
        await client.ReadWhileAsync(line =>
        {
            var sequence = NumberIn(line.Span, "\"seq\":"u8)!.Value;
            if (line.Span.StartsWith("{\"type\":\"caught_up\""u8))
            {
                if (last >= 0) Assert.Equal(last, sequence);
                last = sequence;
                return last < Burst.PositionOf(events);
            }

            if (last >= 0 && sequence != last + 1) Assert.Fail($"{sequence} comes after {last}");
            if (NumberIn(line.Span, "\"words\":"u8) is { } number) Assert.Equal(sequence, Burst.PositionOf(number));
            lines++;
            return (last = sequence) < Burst.PositionOf(events);
        });
        return lines;
    }

    /// <summary>Protocol 1: from the first transcription that it is told of, each follows the one before.</summary>
    private static async Task<long> JoinAsync(StoredFeed feed, int events)
    {
        using var client = await feed.ConnectAsync();
        var expected = 0L;
        var lines = 0L;
        await client.ReadWhileAsync(line =>
        {
            lines++;
            if (NumberIn(line.Span, "\"words\":"u8) is not { } number) return true;
            if (expected > 0 && number != expected) Assert.Fail($"{number} comes instead of {expected}");
            expected = Burst.NextSaid(number);
            return number < events;
        });
        return lines;
    }

    private static long? NumberIn(ReadOnlySpan<byte> line, ReadOnlySpan<byte> field)
    {
        var found = line.LastIndexOf(field);
        if (found < 0) return null;
        return Utf8Parser.TryParse(line[(found + field.Length)..], out long number, out _) ? number : null;
    }
}
