using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Events;
using Swictation.Storage.Writing;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Writing;

/// <summary>A program that reads in one transaction without end, as an SQL browser does that was left open.</summary>
public sealed class ReaderWatchTests : IAsyncDisposable
{
    private const long Large = 5 * 1024 * 1024;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(3);

    private readonly FakeClock _clock = new();
    private readonly RecordingLogger _logger = new();
    private readonly OpenLog _open = new();

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public async Task Reader_that_holds_the_write_ahead_log_is_named_once_and_its_end_too()
    {
        _open.Log.Append(new EventFaker(seed: 3).Transcription(new SessionId(1)));
        var watch = new ReaderWatch(_open.Path, _clock, _logger);
        using var reader = Process.Start(new ProcessStartInfo("stdbuf", ["-oL", "sqlite3", "-readonly", _open.Path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await reader.StandardInput.WriteAsync("BEGIN;\nSELECT count(*) FROM events;\n");
        await reader.StandardInput.FlushAsync();
        Assert.Equal("1", await reader.StandardOutput.ReadLineAsync());

        Look(watch, Large, times: 2);
        Assert.Null(watch.Holder);
        Look(watch, Large, times: 10);

        Assert.Equal((reader.Id, "sqlite3"), (watch.Holder!.Id, watch.Holder.Name));
        var warning = Assert.Single(_logger.Lines);
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.StartsWith($"sqlite3 (process {reader.Id}) reads {_open.Path} in one transaction without end", warning.Text, StringComparison.Ordinal);

        reader.StandardInput.Close();
        await reader.WaitForExitAsync();
        Look(watch, Large, times: 1);
        Assert.Null(watch.Holder);
        Assert.Contains("does not hold", _logger.Lines[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reader_between_two_transactions_holds_nothing()
    {
        _open.Log.Append(new EventFaker(seed: 3).Transcription(new SessionId(1)));
        var watch = new ReaderWatch(_open.Path, _clock, _logger);
        using var reader = Process.Start(new ProcessStartInfo("stdbuf", ["-oL", "sqlite3", "-readonly", _open.Path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await reader.StandardInput.WriteAsync("SELECT count(*) FROM events;\nSELECT 'behind';\n");
        await reader.StandardInput.FlushAsync();
        await reader.StandardOutput.ReadLineAsync();
        Assert.Equal("behind", await reader.StandardOutput.ReadLineAsync());

        Look(watch, Large, times: 20);

        Assert.Null(watch.Holder);
        Assert.Empty(_logger.Lines);
        reader.StandardInput.Close();
        await reader.WaitForExitAsync();
    }

    private void Look(ReaderWatch watch, long walBytes, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _clock.Advance(Step);
            watch.Look(walBytes);
        }
    }
}
