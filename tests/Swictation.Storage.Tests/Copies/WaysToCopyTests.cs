using System.Diagnostics;
using Swictation.Storage.Observing;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Copies;

/// <summary>The ways to copy a log that docs/operations.md calls safe.</summary>
public sealed class WaysToCopyTests : IDisposable
{
    private readonly Machine _here = new(seed: 61);
    private readonly Machine _copy = new(seed: 62);

    public void Dispose()
    {
        _here.Dispose();
        _copy.Dispose();
    }

    [Fact]
    public async Task Cp_of_all_files_after_a_kill_has_all()
    {
        await _here.RecordAsync(1);
        await using (var log = _here.Open())
        {
            log.Append([.. new EventFaker(seed: 65).Session(new(2), segments: 5)]);
            // Nobody writes now, and nothing is checkpointed: the files are those of a daemon that was killed.
            Run("cp", "--", _here.Path, _here.Path + "-wal", _copy.Directory);
        }

        Assert.Equal(_here.ReadSessions(), await ReadCopyAsync());
    }

    [Fact]
    [Trait("Category", "Package")]
    public async Task Rsync_of_all_files_while_no_daemon_runs_has_all()
    {
        await _here.RecordAsync(1, 2);

        Run("rsync", "-a", _here.Directory + "/", _copy.Directory + "/");

        Assert.Equal(_here.ReadSessions(), await ReadCopyAsync());
    }

    [Fact]
    public async Task A_snapshot_of_any_moment_has_all_that_was_committed_by_then()
    {
        await _here.RecordAsync(1);
        var faker = new EventFaker(seed: 63);
        var snapshots = new List<(string Directory, long Committed)>();
        var committed = 0L;
        await using (var log = _here.Open(Snapshot))
        {
            committed = log.Reader.Head;
            for (var i = 0; i < 5; i++) committed = log.Append(faker.Transcription(new(1)), faker.Measurement(new(1))).Last;
        }

        Assert.True(snapshots.Count >= 10, $"{snapshots.Count} snapshots");
        foreach (var (directory, least) in snapshots)
        {
            using var opened = new Machine(seed: 64);
            foreach (var file in Directory.GetFiles(directory)) File.Copy(file, opened.File(Path.GetFileName(file)));
            await using var log = opened.Open();
            Assert.True(log.Reader.Head >= least, $"{log.Reader.Head} of {least}");
            Assert.Empty(Directory.GetFiles(opened.Directory, "*.damaged-*"));
        }

        // All files at one moment: nothing writes while a step waits.
        void Snapshot(LogStep step, bool isDone)
        {
            if (step is not (LogStep.Begin or LogStep.Insert or LogStep.Commit)) return;
            var to = Directory.CreateDirectory(_here.File($"snapshot-{snapshots.Count:00}")).FullName;
            foreach (var file in Directory.GetFiles(_here.Directory, "metrics.db*"))
                OtherProgram.Copy(file, Path.Combine(to, Path.GetFileName(file)));
            snapshots.Add((to, committed));
        }
    }

    [Fact]
    [Trait("Category", "Package")]
    public async Task The_backup_command_of_sqlite3_has_all_while_the_log_is_open()
    {
        await _here.RecordAsync(1);
        await using (var log = _here.Open())
        {
            log.Append([.. new EventFaker(seed: 65).Session(new(2), segments: 5)]);
            Run("sqlite3", "-readonly", _here.Path, $".backup {_copy.Path}");
        }

        Assert.Equal(_here.ReadSessions(), await ReadCopyAsync());
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private async Task<List<string>> ReadCopyAsync()
    {
        await _copy.Open().DisposeAsync();
        return _copy.ReadSessions();
    }
}
