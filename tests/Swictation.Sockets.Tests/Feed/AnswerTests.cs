using Swictation.Testing;

namespace Swictation.Sockets.Tests.Feed;

/// <summary>The sign of life that a feed gives to who watches over it.</summary>
public sealed class AnswerTests
{
    [Fact]
    public async Task Feed_answers_when_it_has_visited_its_clients_again()
    {
        await using var feed = new RunningFeed(before: Lines.Started());
        using var client = await feed.ConnectAsync();

        var answer = feed.Server.AnswerAsync(CancellationToken.None);
        Assert.False(answer.IsCompleted);
        feed.Time.Advance(TimeSpan.FromSeconds(1));

        await answer.WaitAsync(LineClient.Deadline);
    }

    [Fact]
    public async Task Feed_of_an_empty_log_answers_too()
    {
        await using var feed = new RunningFeed();

        var answer = feed.Server.AnswerAsync(CancellationToken.None);
        feed.Time.Advance(TimeSpan.FromSeconds(1));

        await answer.WaitAsync(LineClient.Deadline);
    }

    [Fact]
    public async Task Feed_that_takes_no_clients_any_more_is_broken()
    {
        var feed = new RunningFeed(before: Lines.Started());
        await feed.DisposeAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => feed.Server.AnswerAsync(CancellationToken.None));
    }
}
