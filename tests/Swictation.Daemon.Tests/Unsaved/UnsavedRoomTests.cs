using Swictation.Daemon.Options;
using Swictation.Daemon.Tests.Options;
using Swictation.Daemon.Unsaved;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Unsaved;

/// <summary>Where events have room that cannot be stored.</summary>
public sealed class UnsavedRoomTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly DaemonOptions _options;

    public UnsavedRoomTests() => _options = SettingsBench.Standard() with
    {
        DatabasePath = _directory.File("metrics.db"),
        MetricsSocket = new(_directory.File("metrics.sock"), IsNamed: true),
    };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Reserve_is_taken_once_and_given_back_once()
    {
        Assert.True(ReserveFile.TryMake(_options.DatabasePath));
        Assert.True(ReserveFile.TryMake(_options.DatabasePath));

        Assert.True(ReserveFile.IsThere(_options.DatabasePath));
        Assert.True(ReserveFile.Release(_options.DatabasePath));
        Assert.False(ReserveFile.Release(_options.DatabasePath));
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public void Room_is_looked_for_without_leaving_anything_behind()
    {
        Assert.Equal(_directory.Path + "/", UnsavedEvents.FindRoom(1_000_000, _options));
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public void More_than_any_disk_has_finds_no_room()
    {
        Assert.Null(UnsavedEvents.FindRoom(1L << 58, _options));
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }
}
