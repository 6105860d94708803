using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>A real daemon in a directory of its own, stopped by its id when the test is over.</summary>
internal sealed partial class DaemonProcess : IAsyncDisposable
{
    // What changes no row, metrics for example, does not move the checkpoint that is stored.
    private const string IsLevel =
        "SELECT (SELECT seq FROM read_model_checkpoint) >= (SELECT coalesce(max(seq), 0) FROM events "
        + "WHERE type IN ('session_start', 'transcription', 'session_end'))";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly Task _logging;

    private DaemonProcess(string directory, Process process)
    {
        Directory = directory;
        _process = process;
        _logging = ReadLogAsync();
    }

    public string Directory { get; }

    public string Database => Path.Combine(Directory, "log.db");

    public string MetricsSocket => Path.Combine(Directory, "metrics.sock");

    public string IpcSocket => Path.Combine(Directory, "ipc.sock");

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Memory that the daemon holds now, in KiB.</summary>
    public long ResidentKiB => long.Parse(
        File.ReadLines($"/proc/{Id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    /// <summary>Processor time that the daemon has used, without the processes that it has started.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Returns when it has logged this: its log comes by a pipe, after what it does.</summary>
    public Task LogsAsync(string words) =>
        Eventually.IsTrueAsync(() => Log.Contains(words, StringComparison.Ordinal), $"the daemon logs: {words}");

    /// <summary>All that it has logged until now; <see cref="LogsAsync"/> waits for what has to come.</summary>
    public string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    /// <summary>Starts a daemon and returns when it answers.</summary>
    public static Task<DaemonProcess> StartAsync(string directory, string source, params string[] options) =>
        StartAsync(directory, source, heapMiB: null, options);

    /// <summary>Starts a daemon that ends itself at a step, and returns when it answers or has ended.</summary>
    public static Task<DaemonProcess> StartToExitAtAsync(
        string directory, string source, string step, params string[] options)
    {
        var start = Executable.StartInfo(Executable.Daemon, Arguments(directory, source, options), directory);
        start.Environment["SWICTATION_TEST_EXIT_AT"] = step;
        return StartAsync(directory, start);
    }

    /// <param name="heapMiB">
    /// The most that the daemon may hold in managed memory, or it dies; null for no limit.
    /// </param>
    public static async Task<DaemonProcess> StartAsync(
        string directory, string source, int? heapMiB, params string[] options)
    {
        var start = Executable.StartInfo(Executable.Daemon, Arguments(directory, source, options), directory);
        if (heapMiB is { } mebibytes) start.Environment["DOTNET_GCHeapHardLimit"] = $"{mebibytes * 1024 * 1024:x}";
        return await StartAsync(directory, start);
    }

    /// <summary>Starts a daemon with variables in its environment, and returns when it answers.</summary>
    public static Task<DaemonProcess> StartAsync(
        string directory, string source, IReadOnlyDictionary<string, string> environment, params string[] options)
    {
        var start = Executable.StartInfo(Executable.Daemon, Arguments(directory, source, options), directory);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return StartAsync(directory, start);
    }

    /// <summary>
    /// Starts a daemon from a shell that does something first: limits itself, or passes sockets on. The process is the
    /// same.
    /// </summary>
    /// <param name="prepare">What the shell does before it becomes the daemon.</param>
    public static Task<DaemonProcess> StartFromShellAsync(
        string directory, string prepare, IReadOnlyDictionary<string, string> environment, params string[] options)
    {
        string[] arguments =
            ["-c", $"{prepare}; exec \"$0\" \"$@\"", Executable.Daemon, .. Arguments(directory, "text:-", options)];
        var start = Executable.StartInfo("bash", arguments, directory);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return StartAsync(directory, start);
    }

    /// <summary>Starts a daemon as a test has put it together, and returns when it answers or has ended.</summary>
    public static async Task<DaemonProcess> StartAsync(string directory, ProcessStartInfo start)
    {
        var daemon = new DaemonProcess(directory, Process.Start(start)!);
        await Eventually.IsTrueAsync(
            () => daemon.Log.Contains(" is ready; event log", StringComparison.Ordinal) || daemon._process.HasExited,
            "the daemon is ready");
        return daemon;
    }

    /// <summary>Starts a daemon whose log cannot be read, and returns when it answers.</summary>
    public static async Task<DaemonProcess> StartSilentAsync(string directory, ProcessStartInfo start)
    {
        var daemon = new DaemonProcess(directory, Process.Start(start)!);
        await Eventually.IsTrueAsync(
            async () =>
            {
                try
                {
                    await daemon.CommandAsync("status");
                    return true;
                }
                catch (System.Net.Sockets.SocketException)
                {
                    return daemon._process.HasExited;
                }
            },
            "the daemon answers");
        return daemon;
    }

    public Task<LineClient> ConnectAsync() => LineClient.ConnectAsync(MetricsSocket);

    /// <summary>Writes a line to the daemon's standard input.</summary>
    public async Task SayAsync(string line)
    {
        await _process.StandardInput.WriteAsync(line + "\n");
        await _process.StandardInput.FlushAsync();
    }

    public void EndInput() => _process.StandardInput.Close();

    /// <summary>
    /// Sends an action as existing clients do, without a newline, and reads the reply once. It has to be what docs/schema says.
    /// </summary>
    public async Task<string> CommandAsync(string action)
    {
        using var client = await LineClient.ConnectAsync(IpcSocket);
        await client.SendAsync($$"""{"action": "{{action}}"}""");
        var reply = Encoding.UTF8.GetString(await client.ReadOnceAsync(action == "metrics" ? 4096 : 1024));
        Assert.Equal("", JsonSchemas.Problems("command-reply.schema.json", reply));
        return reply;
    }

    /// <summary>SIGKILL: no warning, no clean-up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends a signal by its name, <c>SIGTERM</c> for example.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name[3..], _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>The exit code, once the daemon has ended by itself.</summary>
    public async Task<int> ExitAsync()
    {
        using var late = new CancellationTokenSource(Deadline);
        await _process.WaitForExitAsync(late.Token);
        await _logging;
        return _process.ExitCode;
    }

    /// <summary>
    /// Rows of a query over the log, read from outside while the daemon records (promise P10). A query that is not over the events
    /// alone waits for the read models, which follow them.
    /// </summary>
    public List<T> Query<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
        if (ReadModel.IsMatch(sql)) Eventually.True(() => HasExited || connection.ExecuteScalar<bool>(IsLevel), "the read models are level");
        return connection.Query<T>(sql).AsList();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        await _logging;
        _process.Dispose();
    }

    [GeneratedRegex(@"(FROM|JOIN) (?!events|pragma|sqlite_|\()[a-z_]+")]
    private static partial Regex ReadModel { get; }

    private static string[] Arguments(string directory, string source, string[] options) =>
    [
        "--db", Path.Combine(directory, "log.db"),
        "--metrics-socket", Path.Combine(directory, "metrics.sock"),
        "--ipc-socket", Path.Combine(directory, "ipc.sock"),
        "--source", source,
        .. options,
    ];

    private async Task ReadLogAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_log) _log.AppendLine(line);
        }
    }
}
