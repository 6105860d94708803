using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Log;
using Swictation.Storage.Opening;
using Swictation.Testing;

namespace Swictation.Storage.Tests;

/// <summary>A log in a temporary directory, closed and removed with the test.</summary>
public sealed class OpenLog : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public OpenLog(TimeProvider? time = null)
    {
        Path = _directory.File("metrics.db");
        Log = SqliteEventLog.Open(
            new(Path) { Durability = Durability.Normal }, Notice, time ?? TimeProvider.System, NullLogger.Instance);
    }

    public string Path { get; }

    public CommitNotice Notice { get; } = new();

    public SqliteEventLog Log { get; }

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        _directory.Dispose();
    }
}
