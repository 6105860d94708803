using System.Globalization;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Typing;

/// <summary>
/// A daemon and a typer on one desktop, each of which can be ended and started again. When a test fails, what was told and
/// noted goes to its output; the processes end in any case.
/// </summary>
internal sealed class DictationRun : IAsyncDisposable
{
    private const int LastDeliveries = 30;
    private const int MostTyped = 400;

    private readonly string _directory;
    private readonly Action<string> _report;
    private DaemonProcess? _daemon;
    private TypistProcess? _typist;

    private DictationRun(string directory, Action<string> report, Desktop desktop)
    {
        (_directory, _report, Desktop) = (directory, report, desktop);
    }

    public Desktop Desktop { get; }

    public DaemonProcess Daemon => _daemon!;

    public TypistProcess Typist => _typist!;

    /// <summary>Starts all of it in a directory, and returns when what is said is typed.</summary>
    public static async Task<DictationRun> StartAsync(string directory, Action<string> report)
    {
        var run = new DictationRun(directory, report, await Desktop.StartSwayAsync(directory));
        try
        {
            await run.StartDaemonAsync();
            await run.StartTypistAsync();
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGTERM to the typer; it has to end in order.</summary>
    public async Task RestartTypistAsync()
    {
        Assert.Equal(0, await Typist.EndAsync());
        await StartTypistAsync();
    }

    /// <summary>SIGTERM to the daemon.</summary>
    public async Task RestartDaemonAsync()
    {
        Daemon.Signal("SIGTERM");
        await Daemon.ExitAsync();
        await StartDaemonAsync();
    }

    public async Task KillTypistAsync()
    {
        await Typist.KillAsync();
        await StartTypistAsync();
    }

    public async Task KillDaemonAsync()
    {
        await Daemon.KillAsync();
        await StartDaemonAsync();
    }

    /// <summary>Waits until so many sentences are in the log.</summary>
    public Task StoredAsync(int count) => Eventually.IsTrueAsync(
        () => Daemon.Query<long>("SELECT count(*) FROM events WHERE type = 'transcription'").Single() == count, $"{count} are stored");

    /// <summary>Says a sentence, and waits until the log says what became of it and so of all before it.</summary>
    public async Task SettleAsync(string last)
    {
        await Daemon.SayAsync(last);
        await Eventually.IsTrueAsync(
            () => Daemon.Query<long>(
                $"""
                SELECT count(*)
                FROM events said
                JOIN events settled ON settled.type = 'text_delivered' AND settled.body ->> 'segment' >= said.seq
                WHERE said.type = 'transcription' AND said.body ->> 'text' = '{last}'
                """).Single() > 0,
            $"'{last}' is settled");
    }

    /// <summary>The sentences that were not typed because they were too old, and how long they had waited when that was noted.</summary>
    public List<LateSentence> TooOld() => Daemon.Query<LateSentence>(
        """
        SELECT said.body ->> 'text' AS text, (settled.at_us - said.at_us) / 1e6 AS waitedS
        FROM events settled
        JOIN events said ON said.type = 'transcription'
            AND said.seq BETWEEN coalesce(settled.body ->> 'first', settled.body ->> 'segment') AND settled.body ->> 'segment'
        WHERE settled.type = 'text_delivered' AND settled.body ->> 'outcome' = 'too_old'
        """);

    /// <summary>What <c>type --missed</c> lists.</summary>
    public async Task<string> MissedAsync() => (await TypistProcess.RunAsync(Desktop, Daemon, "--missed")).Output;

    /// <summary>
    /// Types a sentence once more, as <c>swictation-replay last N --again</c> does. The build has the program that it runs in
    /// another folder: there that one is run.
    /// </summary>
    /// <param name="number">1 for the last one.</param>
    public Task<ProcessResult> TypeAgainAsync(int number)
    {
        var last = number.ToString(CultureInfo.InvariantCulture);
        if (!Executables.ArePublished) return TypistProcess.RunAsync(Desktop, Daemon, "--again", last);

        var start = Desktop.StartInfo(Executable.Replay, ["last", last, "--again"]);
        start.Environment["SWICTATION_METRICS_SOCKET"] = Daemon.MetricsSocket;
        start.Environment["SWICTATION_IPC_SOCKET"] = Daemon.IpcSocket;
        return Executable.RunAsync(start);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            Report();
        }
        finally
        {
            if (_typist is not null) await _typist.DisposeAsync();
            if (_daemon is not null) await _daemon.DisposeAsync();
            await Desktop.DisposeAsync();
        }
    }

    // xunit shows it where the test fails.
    private void Report()
    {
        if (_typist is not null) _report($"typer: {(_typist.HasExited ? "has ended" : "runs")}: {_typist.Told.TrimEnd()}");
        if (_daemon is null) return;

        _report($"daemon: {(Daemon.HasExited ? "has ended" : "runs")}: {Daemon.Log.TrimEnd()}");
        foreach (var delivery in Daemon.Query<string>(
            $"SELECT seq || ' ' || at_us || ' ' || body FROM events WHERE type IN ('transcription', 'delivery_begun', 'text_delivered') ORDER BY seq DESC LIMIT {LastDeliveries}"))
        {
            _report(delivery);
        }

        var typed = Desktop.Typed();
        _report($"typed: …{typed[Math.Max(0, typed.Length - MostTyped)..]}");
    }

    private async Task StartTypistAsync()
    {
        if (_typist is not null) await _typist.DisposeAsync();
        _typist = null;
        _typist = await TypistProcess.StartAsync(Desktop, Daemon);
    }

    private async Task StartDaemonAsync()
    {
        if (_daemon is not null) await _daemon.DisposeAsync();
        _daemon = null;
        _daemon = await DaemonProcess.StartAsync(_directory, "text:-", "--record");
    }
}

/// <summary>A sentence that was offered because it was too old.</summary>
internal sealed record LateSentence
{
    public string Text { get; init; } = "";

    public double WaitedS { get; init; }
}
