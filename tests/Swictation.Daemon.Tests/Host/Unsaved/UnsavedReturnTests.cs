using Swictation.Daemon.Host.Unsaved;
using Swictation.Daemon.Options;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Daemon.Tests.Options;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Domain.Wire;
using Swictation.Storage.Unsaved;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host.Unsaved;

/// <summary>What a daemon could not store is in the log after the next start: in its place, once.</summary>
public sealed class UnsavedReturnTests : IDisposable
{
    private const int Count = 1_000;

    private readonly TemporaryDirectory _directory = new();
    private readonly InMemoryEventLog _log = new();
    private readonly FailingEventLog _disk;
    private readonly RecordingLogger _logger = new();
    private readonly DaemonOptions _options;
    private readonly EventToAppend[] _events =
        [.. new ArbitraryEvents(11).OfEveryType().Take(Count).Select(WireWriter.ToAppend)];

    public UnsavedReturnTests()
    {
        _disk = new(_log);
        _options = SettingsBench.Standard() with
        {
            DatabasePath = _directory.File("metrics.db"),
            MetricsSocket = new(_directory.File("metrics.sock"), IsNamed: true),
        };
        Append(_events[..2]);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Events_are_put_where_they_belong_byte_for_byte_and_once()
    {
        var path = Save(After(2));

        TakeBack();
        TakeBack();

        AssertAllIsStored();
        Assert.Equal([path + ".stored"], Directory.GetFiles(_directory.Path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_start_that_is_interrupted_goes_on_where_it_was(int appends)
    {
        var path = Save(After(2));
        _disk.FailsNow = () => appends-- == 0;

        var refused = Assert.Throws<DatabaseOpenException>(TakeBack);
        Assert.Contains(
            $"the events in {path} cannot be stored yet: the disk is full", refused.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(path));
        TakeBack();

        AssertAllIsStored();
    }

    [Fact]
    public void Events_that_are_stored_already_are_not_stored_again_though_more_has_followed()
    {
        Save(After(2) with { Events = _events[2..10] });
        Append(_events[2..]);

        TakeBack();

        AssertAllIsStored();
    }

    [Fact]
    public void Two_files_of_which_the_later_has_all_of_the_earlier_are_stored_as_one()
    {
        Save(After(2) with { Events = _events[2..10] }, "20260101-000000-000");
        Save(After(2), "20260101-000001-000");

        TakeBack();

        AssertAllIsStored();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void Events_of_a_log_that_was_salvaged_since_follow_what_was_salvaged(int storedAlready)
    {
        var salvaged = new LogSalvaged(DateTimeOffset.UnixEpoch, 2, 0, "metrics.db.damaged-1", Reason.Worded("torn"), LogId: "damaged");
        Append([WireWriter.ToAppend(salvaged), .. _events[2..(2 + storedAlready)]]);
        Save(After(4_711) with { LogId = "damaged" });

        TakeBack();

        Assert.Equal(Count + 1, _log.Head);
        Assert.Equal(_events[2].Type, _log.ReadAfter(3)[0].Type);
    }

    [Fact]
    public void Events_of_a_log_that_was_salvaged_twice_since_follow_what_was_salvaged_last()
    {
        var first = new LogSalvaged(DateTimeOffset.UnixEpoch, 2, 0, "metrics.db.damaged-1", Reason.Worded("torn"), LogId: "damaged");
        var second = new LogSalvaged(DateTimeOffset.UnixEpoch, 3, 1, "metrics.db.damaged-2", Reason.Worded("torn"), LogId: "again");
        Append(
        [
            WireWriter.ToAppend(first), WireWriter.ToAppend(new EventsLost(DateTimeOffset.UnixEpoch, 4, 4)),
            WireWriter.ToAppend(second),
        ]);
        Save(After(4_711) with { LogId = "damaged" });

        TakeBack();

        Assert.Equal(Count + 3, _log.Head);
        Assert.Equal(_events[2].Type, _log.ReadAfter(5)[0].Type);
    }

    [Fact]
    public void Events_of_another_log_and_of_another_past_stay_where_they_are()
    {
        string[] files =
        [
            Save(After(2) with { LogId = "another" }, "1"), Save(After(3), "2"), Save(After(1), "3"),
        ];

        TakeBack();

        Assert.Equal(2, _log.Head);
        Assert.Equal(files, Directory.GetFiles(_directory.Path).Order());
        Assert.Equal(
            files.Length,
            OwnLines().Count(line => line.Contains("stays where it is", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("This is no such file.\n")]
    [InlineData("null\n")]
    [InlineData("""{"log_id":null,"after":1}""")]
    [InlineData("""{"log_id":"x","after":1}""" + "\n" + """{"session_id":1,"at_us":1,"type":"transcr""")]
    [InlineData("""{"log_id":"x","after":1}""" + "\nnull\n")]
    public void A_file_that_cannot_be_read_stays_and_stops_nothing(string content)
    {
        var path = _directory.File("swictation-unsaved-1.jsonl");
        File.WriteAllText(path, content);

        TakeBack();

        Assert.Contains(path, Assert.Single(OwnLines()), StringComparison.Ordinal);
        Assert.True(File.Exists(path));
    }

    // Other daemons may have left files of theirs in the directory for temporary files.
    private IEnumerable<string> OwnLines() =>
        _logger.Lines.Select(line => line.Text).Where(text => text.Contains(_directory.Path, StringComparison.Ordinal));

    private void TakeBack() => new UnsavedReturn(_disk, _log, _logger).TakeBack(_options);

    private UnsavedFile After(int position) => new(_log.LogId, position, _events[2..]);

    private string Save(UnsavedFile unsaved, string name = "20260101-000000-000")
    {
        var path = _directory.File($"swictation-unsaved-{name}.jsonl");
        using var file = File.Create(path);
        unsaved.Write(file);
        return path;
    }

    private void Append(EventToAppend[] events) => _log.Append(events);

    private void AssertAllIsStored()
    {
        Assert.Equal(
            _events.Select(Describe),
            _log.EventsAfter(0).Select(e => Describe(new(e.Session, e.AtMicroseconds, e.Type, e.Version, e.Body))));
    }

    private static string Describe(EventToAppend e) =>
        $"{e.Session} {e.AtMicroseconds} {e.Type} {e.Version} {Convert.ToHexString(e.Body.Span)}";
}
