using System.Net.Sockets;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Settings;
using Swictation.Sockets.Listening;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Listening;

/// <summary>Where a socket is when another user holds the standard place.</summary>
public sealed class SocketPlaceTests : IDisposable
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryDirectory _directory = new();
    private readonly string _standard;
    private readonly SocketPlace _place;

    public SocketPlaceTests()
    {
        Directory.CreateDirectory(_directory.File("tmp"));
        OtherUser.OpenLikeTmp(_directory.File("tmp"));
        _standard = _directory.File("tmp/metrics.sock");
        _place = new(_standard, new OwnDirectory(Own));
    }

    private string Own => _directory.File("own");

    private string Second => _directory.File("own/metrics.sock");

    [Fact]
    public void Free_standard_place_is_taken_and_found_and_no_directory_made()
    {
        _place.EnsureUsable();
        using var listener = _place.Bind();

        Assert.Equal(_standard, listener.Path);
        Assert.Equal(_standard, _place.TryFind());
        Assert.Null(_place.Obstacle);
        Assert.False(Directory.Exists(Own));
    }

    [Theory]
    [InlineData("socket")]
    [InlineData("file")]
    [InlineData("link")]
    [InlineData("directory")]
    [InlineData("lock")]
    [InlineData("link that is the lock")]
    public void Place_that_another_user_holds_is_left_alone_and_the_own_directory_taken_and_found(string kind)
    {
        Assert.SkipUnless(OtherUser.IsPossible, OtherUser.SkipReason);
        var held = Hold(kind);
        var before = Directory.GetFileSystemEntries(_directory.File("tmp"));

        _place.EnsureUsable();
        Assert.False(Directory.Exists(Own));
        using (var listener = _place.Bind())
        {
            Assert.Equal(Second, listener.Path);
            Assert.Equal(Second, _place.TryFind());
            Assert.Equal(Second, _place.Find());
            Assert.Equal($"{held} belongs to user {OtherUser.Number}", _place.Obstacle);
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(Own));
        }

        Assert.Equal(before, Directory.GetFileSystemEntries(_directory.File("tmp")));
        Assert.Null(_place.TryFind());
        var error = Assert.Throws<DaemonUnreachableException>(_place.Find);
        Assert.StartsWith($"{_standard}: {held} belongs to user {OtherUser.Number}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Live_socket_of_another_user_is_no_daemon_of_this_one()
    {
        Assert.SkipUnless(OtherUser.IsPossible, OtherUser.SkipReason);
        using var theirs = Listen(_standard);
        OtherUser.Give(_standard);

        Assert.Null(_place.TryFind());
        using var ours = _place.Bind();
        Assert.Equal(Second, _place.TryFind());
    }

    [Fact]
    public void Named_path_is_never_replaced_and_told_with_the_number_of_the_user()
    {
        Assert.SkipUnless(OtherUser.IsPossible, OtherUser.SkipReason);
        Hold("file");
        var named = SocketPlace.Of(new SocketSetting(_standard, IsNamed: true));

        var error = Assert.Throws<SocketBindFailedException>(named.EnsureUsable);

        Assert.Contains($"belongs to user {OtherUser.Number}", error.Message, StringComparison.Ordinal);
        Assert.Throws<SocketBindFailedException>(named.Bind);
        Assert.Equal(_standard, named.TryFind());
        Assert.Null(named.Second);
    }

    [Fact]
    public void Directory_that_only_its_owner_writes_to_has_no_second_place()
    {
        Assert.SkipUnless(OtherUser.IsPossible, OtherUser.SkipReason);
        Hold("file");
        File.SetUnixFileMode(_directory.File("tmp"), OwnerOnly);

        Assert.Throws<SocketBindFailedException>(_place.EnsureUsable);
        Assert.Throws<SocketBindFailedException>(_place.Bind);
        Assert.False(Directory.Exists(Own));
    }

    [Theory]
    [InlineData("another user's", "belongs to user ")]
    [InlineData("link", "is a symbolic link")]
    [InlineData("file", "is no directory")]
    [InlineData("open", "is open to other users; try: chmod 700 ")]
    public void Own_directory_that_is_not_safe_is_refused_with_the_reason_and_not_looked_into(string kind, string reason)
    {
        Assert.SkipUnless(OtherUser.IsPossible, OtherUser.SkipReason);
        Hold("socket");
        if (kind == "file") File.WriteAllText(Own, "");
        else Directory.CreateDirectory(kind == "link" ? _directory.File("elsewhere") : Own, OwnerOnly);
        if (kind == "link") Directory.CreateSymbolicLink(Own, _directory.File("elsewhere"));
        if (kind == "open") File.SetUnixFileMode(Own, OwnerOnly | UnixFileMode.OtherExecute);
        if (kind == "another user's") OtherUser.Give(Own);

        var error = Assert.Throws<SocketBindFailedException>(_place.EnsureUsable);

        Assert.StartsWith($"{Own}: {reason}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"({_standard} belongs to user {OtherUser.Number})", error.Message, StringComparison.Ordinal);
        Assert.Throws<SocketBindFailedException>(_place.Bind);
        if (kind == "file") return;
        using var theirs = Listen(Second);
        Assert.Null(_place.TryFind());
    }

    [Fact]
    public void Client_looks_second_where_nobody_listens_in_the_first_place()
    {
        StaleSocket.Leave(_standard);
        Directory.CreateDirectory(Own, OwnerOnly);
        using (UnixListener.Bind(Second)) Assert.Equal(Second, _place.TryFind());

        Assert.Null(_place.TryFind());
        Assert.Equal(_standard, _place.Find());
        using var first = UnixListener.Bind(_standard);
        using var second = UnixListener.Bind(Second);
        Assert.Equal(_standard, _place.TryFind());
    }

    [Fact]
    public void Second_place_is_made_again_with_its_directory()
    {
        Assert.SkipUnless(OtherUser.IsPossible, OtherUser.SkipReason);
        Hold("socket");
        using var listener = _place.Bind();
        Directory.Delete(Own, recursive: true);

        Assert.True(listener.Restore());

        Assert.Equal(Second, _place.TryFind());
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Own));
    }

    [Fact]
    public void Directory_of_this_user_bears_their_number_and_is_the_same_for_both_sockets()
    {
        var place = SocketPlace.Of(new SocketSetting("/tmp/swictation_ipc.sock", IsNamed: false));

        Assert.Matches("^/tmp/swictation-[0-9]+/swictation_ipc.sock$", place.Second);
    }

    public void Dispose() => _directory.Dispose();

    private string Hold(string kind)
    {
        var held = kind.Contains("lock", StringComparison.Ordinal) ? _standard + ".lock" : _standard;
        if (kind == "socket") StaleSocket.Leave(held);
        else if (kind == "directory") Directory.CreateDirectory(held);
        else if (kind.StartsWith("link", StringComparison.Ordinal)) File.CreateSymbolicLink(held, _directory.File("victim"));
        else File.WriteAllText(held, "");
        OtherUser.Give(held);
        return held;
    }

    private static Socket Listen(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        return socket;
    }
}
