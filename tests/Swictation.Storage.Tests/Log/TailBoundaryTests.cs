using Swictation.Domain.Events;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Log;

public sealed class TailBoundaryTests : IAsyncDisposable
{
    private readonly EventFaker _faker = new(seed: 24);
    private readonly OpenLog _open = new();

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public async Task P4_Slow_readers_get_every_event_once_from_disk_and_memory()
    {
        const int Events = 40_000;
        var readers = Enumerable.Range(0, 3).Select(n => Task.Run(() => ReadSlowly(Events, seed: n))).ToArray();
        var batch = Enumerable.Range(0, 100).Select(_ => (SessionEvent)_faker.Metrics(null)).ToArray();

        for (var i = 0; i < Events / batch.Length; i++) _open.Log.Append(batch);

        foreach (var seen in await Task.WhenAll(readers))
            Assert.Equal(Enumerable.Range(1, Events).Select(n => (long)n), seen);
        Assert.False(_open.Log.Reader.TryReadRecent(0, out _));
        Assert.True(_open.Log.Reader.TryReadRecent(Events - 1_000, out _));
    }

    [Fact]
    public async Task What_was_stored_before_this_start_comes_from_disk()
    {
        _open.Log.Append(_faker.Metrics(null), _faker.Metrics(null));
        await _open.Log.DisposeAsync();
        await using var again = SqliteLogs.Open(_open.Path);

        again.Append(_faker.Metrics(null));

        Assert.False(again.Reader.TryReadRecent(0, out _));
        Assert.Equal(3, again.Reader.ReadAll().Count);
        Assert.True(again.Reader.TryReadRecent(2, out var recent));
        Assert.Equal(3, recent.Last);
    }

    private async Task<List<long>> ReadSlowly(int events, int seed)
    {
        var random = new Random(seed);
        var reader = _open.Log.Reader;
        List<long> seen = [];
        while (seen.Count < events)
        {
            var cursor = seen.Count == 0 ? 0 : seen[^1];
            await reader.WaitForMoreAsync(cursor, CancellationToken.None);
            var page = reader.ReadAfter(cursor);
            var taken = random.Next(3) == 0 ? random.Next(1, page.Count + 1) : page.Count;
            for (var i = 0; i < taken; i++) seen.Add(page[i].Sequence);
        }

        return seen;
    }
}
