using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Host.Unsaved;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Daemon.Tests.Sessions.Recording;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage;
using Swictation.Storage.Unsaved;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host.Unsaved;

/// <summary>What a daemon cannot store can be forgotten (promise P11).</summary>
public sealed class UnstoredWordsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RecorderBench _bench = RecorderBench.Recording();
    private string _logId = "";

    private string DatabasePath => _directory.File("metrics.db");

    private string File => _directory.File("swictation-unsaved-20260101-000000-000.jsonl");

    public void Dispose()
    {
        _bench.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task P11_Words_that_are_held_in_memory_are_gone_and_come_into_the_log_without_them()
    {
        await MakeLogAsync();
        _bench.Disk.IsFull = true;
        _bench.TryRecord(1, "the quincunx is secret");
        _bench.TryRecord(1, "and this is not");

        var count = Words().Forget(new(0, Words: "quincunx"));

        Assert.InRange(count, 1, 2);
        Assert.DoesNotContain("quincunx", Held(), StringComparison.Ordinal);
        Assert.Contains("and this is not", Held(), StringComparison.Ordinal);
        _bench.Disk.IsFull = false;
        _bench.Advance(1);
        _bench.Recorder.UpdateMetrics();
        Assert.Equal([Transcription.Forgotten, "and this is not"], _bench.Log.Texts());
        Assert.Equal(_bench.Log.Head, _bench.Recorder.Released!.Value.Last + 3);
        Assert.Equal(0, Words().Forget(new(0, Words: "quincunx")));
    }

    [Fact]
    public async Task P11_A_selection_by_time_or_session_reaches_all_that_was_said_then()
    {
        await MakeLogAsync();
        _bench.Disk.IsFull = true;
        _bench.TryRecord(1, "the quincunx is secret");

        Assert.Equal(0, Words().Forget(new(0, Session: new(7))));
        Assert.Contains("quincunx", Held(), StringComparison.Ordinal);
        Words().Forget(new(0, FromUs: WireTime.ToMicroseconds(_bench.Time.GetUtcNow().AddMinutes(-5))));

        Assert.DoesNotContain("quincunx", Held(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task P11_Words_in_a_file_that_waits_for_the_next_daemon_are_gone_from_every_byte()
    {
        await MakeLogAsync();
        Save("the quincunx is secret", "and this is not");

        Assert.Equal(1, Words().Forget(new(0, Words: "quincunx")));

        Assert.Equal([File], Directory.GetFiles(_directory.Path, "swictation-*"));
        var left = UnsavedFile.Read(File);
        Assert.Equal((_logId, 1L, "6 stop"), (left.LogId, left.After, left.LastWord));
        Assert.Equal([true, false], left.Events.Select(e => Remains.IsForgotten(e.Body.Span)));
        Assert.DoesNotContain("quincunx", await System.IO.File.ReadAllTextAsync(File), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public async Task A_file_of_another_log_stays_as_it_is()
    {
        await MakeLogAsync();
        _logId = "ffffffffffffffffffffffffffffffff";
        Save("the quincunx is secret");
        var before = await System.IO.File.ReadAllBytesAsync(File);

        Assert.Equal(0, Words().Forget(new(0, Words: "quincunx")));

        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File));
    }

    [Fact]
    public async Task P11_Wherever_it_was_cut_off_the_next_one_writes_over_what_is_left()
    {
        await MakeLogAsync();
        Save("and this is not");
        await System.IO.File.WriteAllTextAsync(File + ".new", "half of it");
        await System.IO.File.WriteAllTextAsync(File + ".erasing", "the quincunx is secret");

        UnsavedFiles.Sweep([_directory.Path]);

        Assert.Equal([File], Directory.GetFiles(_directory.Path, "swictation-*"));
    }

    private UnstoredWords Words() => new(_bench.Recorder, DatabasePath, [_directory.Path], TimeProvider.System);

    private async Task MakeLogAsync()
    {
        await using var log = SqliteEventLog.Open(new(DatabasePath), new CommitNotice(), TimeProvider.System, NullLogger.Instance);
        log.Append([WireWriter.ToAppend(new SessionStart(new(1), _bench.Time.GetUtcNow()))]);
        _logId = log.LogId;
    }

    private void Save(params string[] texts)
    {
        using var file = System.IO.File.Create(File);
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var at = _bench.Time.GetUtcNow();
        new UnsavedFile(_logId, 1, [.. texts.Select(text => WireWriter.ToAppend(new Transcription(new(1), at, text, 1, 1, 4)))], "6 stop").Write(file);
    }

    private string Held()
    {
        var held = "";
        _bench.Recorder.ReplaceHeld((events, _) =>
        {
            held = string.Join("\n", events.Select(e => System.Text.Encoding.UTF8.GetString(e.Body.Span)));
            return null;
        });
        return held;
    }
}
