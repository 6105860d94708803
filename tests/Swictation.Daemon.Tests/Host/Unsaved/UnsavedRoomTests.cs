using Swictation.Daemon.Host.Unsaved;
using Swictation.Daemon.Options;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Tests.Options;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Storage.Unsaved;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host.Unsaved;

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

    [Theory]
    [InlineData("words")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("\u0001")]
    [InlineData("é")]
    [InlineData("слово")]
    [InlineData("\ue000")]
    [InlineData("😀")]
    public void Events_that_are_held_take_no_more_room_in_a_file_than_they_count(string text)
    {
        var held = new HeldEvents();
        for (var said = 1; said <= 100; said++)
        {
            var spoken = new Transcription(
                new(long.MaxValue), DateTimeOffset.UnixEpoch, string.Concat(Enumerable.Repeat(text, 10 * said)), 1, 1, 1);
            Assert.True(held.TryAdd([WireWriter.ToAppend(spoken)]));
        }

        using var file = new MemoryStream();
        new UnsavedFile(Guid.NewGuid().ToString(), long.MaxValue, [.. held.All]).Write(file);

        Assert.InRange(file.Length, 1, held.Bytes);
    }

    [Fact]
    public void More_than_any_disk_has_finds_no_room()
    {
        Assert.Null(UnsavedEvents.FindRoom(1L << 58, _options));
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }
}
