using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Log;

namespace Swictation.Storage.Tests;

internal static class SqliteLogs
{
    public static SqliteEventLog Open(string path) => SqliteEventLog.Open(
        new(path) { Durability = Durability.Normal }, new CommitNotice(), TimeProvider.System, NullLogger.Instance);
}
