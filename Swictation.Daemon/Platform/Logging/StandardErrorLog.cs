using Microsoft.Extensions.Logging;
using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Platform.Logging;

/// <summary>
/// The daemon's log on standard error, a line a message. Who logs never waits for who reads: lines that find no room are
/// counted. Stack traces go to a file.
/// </summary>
/// <param name="isJournal">The journal knows the time, and takes the priority from <c>&lt;N></c> in front.</param>
internal sealed class StandardErrorLog(bool isJournal, TimeProvider time) : ILoggerProvider
{
    private readonly LineQueue _lines = new();
    private readonly FloodLimit _flood = new(time);

    public ILogger CreateLogger(string categoryName) => new CategoryLogger(this, categoryName);

    /// <summary>Waits a moment for a reader, and no longer.</summary>
    public void Dispose()
    {
        foreach (var (category, id, more) in _flood.End()) Write(LogLevel.Warning, category, id, Summary(more));
        _lines.Dispose();
    }

    private static string Summary(long more) => $"{more} more messages like this one within a minute";

    private void Take(LogLevel level, string category, int id, string message, Exception? error)
    {
        if (_flood.IsTooMuch(level, category, id, out var more)) return;
        if (more > 0) Write(level, category, id, Summary(more));
        Write(level, category, id, error is null ? message : $"{message}: {UnforeseenErrors.Describe(error)}");
    }

    private void Write(LogLevel level, string category, int id, string message)
    {
        var head = isJournal ? PriorityOf(level) : $"{time.GetLocalNow():HH:mm:ss.fff} {NameOf(level)}: ";
        _lines.Add($"{head}{category}[{id}] {message.ReplaceLineEndings(" ")}\n");
    }

    // As in sd-daemon(3).
    private static string PriorityOf(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "<7>",
        LogLevel.Information => "<6>",
        LogLevel.Warning => "<4>",
        LogLevel.Error => "<3>",
        _ => "<2>",
    };

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    private sealed class CategoryLogger(StandardErrorLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) log.Take(logLevel, category, eventId.Id, formatter(state, exception), exception);
        }
    }
}
