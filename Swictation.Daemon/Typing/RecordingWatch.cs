using System.Text.Json;
using Swictation.Daemon.Typing.Hooks;
using Swictation.Daemon.Typing.Notices;
using Swictation.Daemon.Typing.Windows;
using Swictation.Sockets.Client;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Typing;

/// <summary>
/// Follows what the daemon is doing: tells the user of it, runs the user's commands, and stops a recording in which nobody
/// has spoken for long.
/// </summary>
/// <param name="metricsSocket">Where the snapshots come.</param>
/// <param name="stop">Stops the recording.</param>
internal sealed class RecordingWatch(
    SocketPlace metricsSocket,
    WindowWatch windows,
    NoticeBoard notices,
    HookQueue hooks,
    RecordingHooks commands,
    TimeSpan? stopAfterSilence,
    Func<CancellationToken, Task> stop,
    TimeProvider time)
{
    private State _before = new(IsRecording: false, IsMuted: false, Session: null, Trouble: "");
    private bool _isFirst = true;
    private CancellationTokenSource? _quiet;

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var snapshot in new SnapshotClient(metricsSocket, time)
                .ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                if (snapshot is { } line) Heed(line, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end that it is meant to have.
        }
        finally
        {
            _quiet?.Dispose();
        }
    }

    private void Heed(ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        using var snapshot = JsonDocument.Parse(line);
        var root = snapshot.RootElement;
        var isHearing = root.GetProperty("hearing").GetBoolean();
        var now = new State(
            root.GetProperty("state").GetString() == "recording" && !root.GetProperty("paused").GetBoolean(),
            root.GetProperty("muted").GetBoolean(),
            root.GetProperty("session_id") is { ValueKind: JsonValueKind.Number } session ? session.GetInt64() : null,
            string.Join(", ", root.GetProperty("trouble").EnumerateArray().Select(code => code.GetString())));
        windows.IsSpoken = now.IsRecording;
        // The speech that begins now is for the window that has the cursor now.
        if (isHearing) windows.Look();
        Await(now.IsRecording && !isHearing, cancellationToken);
        if (!_isFirst) Tell(now);
        (_before, _isFirst) = (now, false);
    }

    private void Tell(State now)
    {
        if (now.IsRecording != _before.IsRecording)
        {
            notices.Tell(
                now.IsRecording ? NoticeKind.Started : NoticeKind.Stopped,
                now.IsRecording ? "recording has begun" : "recording has stopped");
            hooks.Add(now.IsRecording ? commands.OnStart : commands.OnStop, now.Session ?? _before.Session, "");
        }

        if (now.IsMuted && !_before.IsMuted) notices.Tell(NoticeKind.Muted, "the microphone gives nothing but silence; is it muted?");
        if (now.Trouble == _before.Trouble || now.Trouble.Length == 0) return;

        notices.Tell(NoticeKind.Error, $"something is wrong: {now.Trouble}; 'swictation-daemon status' says more");
        hooks.Add(commands.OnError, now.Session, now.Trouble);
    }

    // Snapshots come only when something changes, so a change begins or ends the wait.
    private void Await(bool isQuiet, CancellationToken cancellationToken)
    {
        if (stopAfterSilence is not { } limit || isQuiet == (_quiet is not null)) return;

        _quiet?.Cancel();
        _quiet?.Dispose();
        _quiet = isQuiet ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken) : null;
        if (_quiet is not null) _ = StopAfterAsync(limit, _quiet.Token);
    }

    private async Task StopAfterAsync(TimeSpan limit, CancellationToken spoken)
    {
        try
        {
            await Task.Delay(limit, time, spoken).ConfigureAwait(false);
            notices.Tell(NoticeKind.Silence, $"nobody has spoken for {limit.TotalSeconds:0} s: recording is stopped");
            await stop(spoken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Somebody has spoken, or the recording is over.
        }
    }

    private sealed record State(bool IsRecording, bool IsMuted, long? Session, string Trouble);
}

/// <summary>The user's commands for what happens to the recording; null for none.</summary>
internal sealed record RecordingHooks(HookCommand? OnStart, HookCommand? OnStop, HookCommand? OnError);
