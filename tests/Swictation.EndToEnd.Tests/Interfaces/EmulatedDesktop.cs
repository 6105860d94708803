using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Interfaces;

/// <summary>
/// The Tauri desktop interface as far as the metrics socket sees it: what its process is called, what it can read, what it
/// shows, and when it listens.
/// </summary>
internal sealed class EmulatedDesktop : IAsyncDisposable
{
    /// <summary>The real one waits so long after the end of a connection, and after an attempt that failed.</summary>
    public static readonly TimeSpan RealPause = TimeSpan.FromSeconds(5);

    // Its window listens so long after its start; what comes before that is lost.
    private static readonly TimeSpan Deaf = TimeSpan.FromSeconds(0.5);

    private readonly string _program;
    private readonly string _socket;
    private readonly TimeSpan _pause;
    private readonly Lock _changing = new();
    private readonly List<string> _transcript = [];
    private readonly List<string> _times = [];
    private readonly List<string> _skipped = [];
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _running;
    private Process? _connection;
    private string _state = "idle";
    private int _connections;
    private int _heard;
    private int _cleared;

    /// <param name="pause">Before it connects again, where a test cannot wait for <see cref="RealPause"/>.</param>
    public EmulatedDesktop(DesktopProgram program, string socket, TimeSpan pause)
    {
        _program = program.Path;
        _socket = socket;
        _pause = pause;
        _running = Task.Run(RunAsync);
    }

    /// <summary>The sentences that it shows.</summary>
    public IReadOnlyList<string> Transcript
    {
        get
        {
            lock (_changing) return [.. _transcript];
        }
    }

    /// <summary>The time that it shows above each sentence.</summary>
    public IReadOnlyList<string> Times
    {
        get
        {
            lock (_changing) return [.. _times];
        }
    }

    /// <summary>The lines that it could not read.</summary>
    public IReadOnlyList<string> Skipped
    {
        get
        {
            lock (_changing) return [.. _skipped];
        }
    }

    public string State
    {
        get
        {
            lock (_changing) return _state;
        }
    }

    /// <summary>Connections that have brought at least a line.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Lines that came when it listened.</summary>
    public int Heard => Volatile.Read(ref _heard);

    /// <summary>How often a session's start has emptied the list.</summary>
    public int Cleared => Volatile.Read(ref _cleared);

    /// <summary>Waits until it shows a sentence, which is the last of all that were said.</summary>
    public Task ShowsAsync(string sentence) => Eventually.IsTrueAsync(
        () => Transcript.Contains(sentence), $"the interface shows '{sentence}', and not only {string.Join(", ", Transcript)}");

    /// <summary>The connection is lost.</summary>
    public void Cut()
    {
        lock (_changing) _connection?.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        Cut();
        await _running;
        _ending.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            await ReadToEndAsync();
            await Task.Delay(_pause, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadToEndAsync()
    {
        using var connection = Process.Start(Executable.StartInfo(_program, ["-d", "-U", _socket], home: null))!;
        lock (_changing) _connection = connection;
        try
        {
            if (_ending.IsCancellationRequested) connection.Kill();
            var isFirst = true;
            while (await connection.StandardOutput.ReadLineAsync() is { } line)
            {
                if (isFirst) Interlocked.Increment(ref _connections);
                isFirst = false;
                Take(line);
            }

            await connection.WaitForExitAsync();
        }
        finally
        {
            lock (_changing) _connection = null;
        }
    }

    private void Take(string line)
    {
        if (Stopwatch.GetElapsedTime(_startedAt) < Deaf) return;

        lock (_changing)
        {
            if (DesktopLine.TryRead(line) is not { } read)
            {
                _skipped.Add(line);
                return;
            }

            switch (read.GetProperty("type").GetString())
            {
                case "session_start":
                    Interlocked.Increment(ref _cleared);
                    _transcript.Clear();
                    _times.Clear();
                    break;
                case "transcription":
                    _transcript.Add(read.GetProperty("text").GetString()!);
                    var time = read.GetProperty("timestamp");
                    _times.Add(time.ValueKind == JsonValueKind.Number
                        ? time.GetRawText()
                        : DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
                    break;
                case "state_change" or "metrics_update":
                    _state = read.GetProperty("state").GetString()!;
                    break;
            }
        }

        Interlocked.Increment(ref _heard);
    }
}
