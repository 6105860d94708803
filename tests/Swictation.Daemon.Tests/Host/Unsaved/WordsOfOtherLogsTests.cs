using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Host.Unsaved;
using Swictation.Daemon.Options;
using Swictation.Daemon.Tests.Options;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Domain.Wire;
using Swictation.Storage;
using Swictation.Storage.Copies;
using Swictation.Storage.Unsaved;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host.Unsaved;

/// <summary>Daemons of two logs share a directory: the last word to one of them says nothing to the other (promise P13).</summary>
public sealed class WordsOfOtherLogsTests : IDisposable
{
    private const string Other = "ffffffffffffffffffffffffffffffff";

    private readonly TemporaryDirectory _directory = new();
    private readonly string _shared;
    private readonly DaemonOptions _options;

    public WordsOfOtherLogsTests()
    {
        Directory.CreateDirectory(_directory.File("log"));
        _shared = Directory.CreateDirectory(_directory.File("shared")).FullName;
        _options = SettingsBench.Standard() with
        {
            DatabasePath = _directory.File("log/metrics.db"),
            RuntimeDirectory = _shared,
            MetricsSocket = new(Path.Combine(_shared, "metrics.sock"), IsNamed: true),
        };
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task P13_In_a_shared_place_only_words_to_this_log_count_and_beside_the_log_all_do()
    {
        var own = await MakeLogAsync();
        Save(_shared, Other, "9 quit");
        Assert.Empty(Words());

        Save(_shared, own, "6 stop");
        Save(_directory.File("log"), Other, "7 pause");

        Assert.Equal(["6 stop", "7 pause"], Words().Order());
    }

    [Fact]
    public async Task P13_Words_to_the_log_that_it_was_salvaged_from_count()
    {
        await MakeLogAsync(new LogSalvaged(
            DateTimeOffset.UnixEpoch, 0, 0, "metrics.db.damaged-1", Reason.Worded("torn"), Other, new MovedPositions([])));
        Save(_shared, Other, "6 stop");
        Save(_shared, new('e', 32), "9 quit");

        Assert.Equal(["6 stop"], Words());
    }

    [Fact]
    public async Task P13_Where_nobody_knows_what_it_was_salvaged_from_every_word_counts()
    {
        await MakeLogAsync(new LogSalvaged(DateTimeOffset.UnixEpoch, 0, 0, "metrics.db.damaged-1", Reason.Worded("torn")));
        Save(_shared, Other, "9 quit");

        Assert.Equal(["9 quit"], Words());
    }

    // Others may have left files of theirs in the directory for temporary files.
    private string[] Words() => [.. UnsavedEvents.FindWords(_options, () => LogLineage.Open(_options.DatabasePath)).Where(word => word is "6 stop" or "7 pause" or "9 quit")];

    private async Task<string> MakeLogAsync(params SessionEvent[] events)
    {
        await using var log = SqliteEventLog.Open(new(_options.DatabasePath), new CommitNotice(), TimeProvider.System, NullLogger.Instance);
        foreach (var e in events) log.Append([WireWriter.ToAppend(e)]);
        return log.LogId;
    }

    private static void Save(string directory, string logId, string word)
    {
        using var file = File.Create(Path.Combine(directory, $"swictation-unsaved-{word[0]}.jsonl"));
        new UnsavedFile(logId, 0, [], word).Write(file);
    }
}
