using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Swictation.Benchmarks.Native;

namespace Swictation.Benchmarks.Processes;

/// <summary>
/// The real swictation-daemon, with files of its own, fed through a FIFO. Killed by its id if it does not end.
/// </summary>
internal sealed class DaemonProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(1);
    private static readonly byte[] Status = [.. "{\"action\":\"status\"}"u8];
    private static readonly byte[] Quit = [.. "{\"action\":\"quit\"}"u8];

    private readonly Process _process;
    private readonly string _ipcSocket;

    private DaemonProcess(Process process, Place place)
    {
        _process = process;
        _ipcSocket = place.IpcSocket;
        MetricsSocket = place.MetricsSocket;
        Fifo = place.Fifo;
    }

    public int Id => _process.Id;

    public string MetricsSocket { get; }

    /// <summary>Each line that is written here is a segment.</summary>
    public string Fifo { get; }

    /// <summary>From the start of the process to the reply to its first status command.</summary>
    public TimeSpan TimeToReady { get; private set; }

    /// <summary>Starts a daemon and returns when it answers.</summary>
    /// <exception cref="BenchmarkFailedException">It does not.</exception>
    public static async Task<DaemonProcess> StartAsync(
        Place place, DaemonOptions options, CancellationToken cancellationToken)
    {
        if (!File.Exists(place.Fifo)) LibC.MakeFifo(place.Fifo);
        string[] arguments =
        [
            "--db", place.Database,
            "--metrics-socket", place.MetricsSocket,
            "--ipc-socket", place.IpcSocket,
            "--source", options.Source ?? $"text:{place.Fifo}",
            "--durability", options.Durability,
            .. options.Records ? ["--record"] : Array.Empty<string>(),
            .. options.More,
        ];
        var start = new ProcessStartInfo(Executable.Daemon, arguments) { RedirectStandardError = true };
        start.Environment["HOME"] = start.Environment["XDG_CONFIG_HOME"] = place.Directory;
        foreach (var (name, value) in options.Environment) start.Environment[name] = value;

        var began = Stopwatch.GetTimestamp();
        var daemon = new DaemonProcess(Process.Start(start)!, place);
        daemon._process.ErrorDataReceived += (_, line) => daemon.LastWords = line.Data ?? daemon.LastWords;
        daemon._process.BeginErrorReadLine();
        await daemon.WaitUntilReadyAsync(cancellationToken);
        daemon.TimeToReady = Stopwatch.GetElapsedTime(began);
        return daemon;
    }

    /// <summary>Sends an action, and waits for the reply.</summary>
    public Task CommandAsync(string action, CancellationToken cancellationToken) =>
        AskAsync(Encoding.UTF8.GetBytes($$"""{"action":"{{action}}"}"""), cancellationToken);

    /// <summary>Has it store what it has heard, and end.</summary>
    public async ValueTask DisposeAsync()
    {
        using var late = new CancellationTokenSource(EndDeadline);
        try
        {
            if (!_process.HasExited) await AskAsync(Quit, late.Token);
            await _process.WaitForExitAsync(late.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private string LastWords { get; set; } = "it said nothing";

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(StartDeadline);
        try
        {
            while (!await IsReadyAsync(late.Token)) await Task.Delay(ProbeInterval, late.Token);
        }
        catch (OperationCanceledException)
        {
            await DisposeAsync();
            throw new BenchmarkFailedException($"the daemon did not become ready: {LastWords}");
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        if (_process.HasExited) throw new BenchmarkFailedException($"the daemon ended at its start: {LastWords}");
        try
        {
            return (await AskAsync(Status, cancellationToken)).Contains("\"success\"", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task<string> AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_ipcSocket), cancellationToken);
        await socket.SendAsync(request, cancellationToken);
        var reply = new byte[1024];
        return Encoding.UTF8.GetString(reply, 0, await socket.ReceiveAsync(reply, cancellationToken));
    }
}
