using Swictation.Domain.Errors;
using Swictation.Sockets.Listening;
using Swictation.Sockets.Tests.Feed;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Listening;

/// <summary>What becomes of a socket whose file is taken away while it is listened on.</summary>
public sealed class RestoringTests
{
    [Fact]
    public async Task A_deleted_socket_is_made_again_within_two_seconds_and_connected_clients_do_not_notice()
    {
        await using var feed = new RunningFeed(before: Lines.Started());
        using var connected = await feed.ConnectAsync();
        await connected.ReadLineAsync();

        File.Delete(feed.Path);
        feed.Time.Advance(TimeSpan.FromSeconds(1));
        using var later = await feed.ConnectAsync();
        feed.Append(Lines.Said(1));

        Assert.Equal(Lines.Of(Lines.Started(), Lines.Said(1)), await later.ReadLinesAsync(2));
        Assert.Equal(Lines.Of(Lines.Said(1)), await connected.ReadLinesAsync(1));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(feed.Path));
    }

    [Fact]
    public void What_somebody_else_has_put_there_is_left_alone()
    {
        using var directory = new TemporaryDirectory();
        using var listener = UnixListener.Bind(directory.File("s"));
        File.Delete(listener.Path);
        File.WriteAllText(listener.Path, "a letter");

        Assert.Throws<SocketBindFailedException>(() => listener.Restore());

        Assert.Equal("a letter", File.ReadAllText(listener.Path));
    }

    [Fact]
    public void A_listener_that_was_disposed_of_makes_nothing_again()
    {
        using var directory = new TemporaryDirectory();
        var listener = UnixListener.Bind(directory.File("s"));
        listener.Dispose();

        Assert.False(listener.Restore());

        Assert.False(File.Exists(listener.Path));
    }
}
