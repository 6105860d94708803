using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Input.Native;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Recognition.Workers;

/// <summary>
/// A recogniser in a process of its own, with its models loaded. Whatever it does, it cannot take the daemon with it,
/// and no call waits longer than its token lets it. Serves one call at a time.
/// </summary>
internal sealed class RecogniserProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly WorkerLimits _limits;
    private readonly TimeProvider _time;
    private readonly BoundedLines _replies;
    private readonly RecogniserMessages _messages;
    private uint _segments;

    private RecogniserProcess(Process process, WorkerLimits limits, TimeProvider time, ILogger logger)
    {
        _process = process;
        _limits = limits;
        _time = time;
        _replies = new(process.StandardOutput.BaseStream, WorkerReply.LongestLine);
        _messages = new(process.StandardError.BaseStream, process.Id, limits.End, time, logger);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Processor time that it has used so far; nothing once it has ended.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            try
            {
                return _process.HasExited ? TimeSpan.Zero : _process.TotalProcessorTime;
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception)
            {
                return TimeSpan.Zero; // It has ended meanwhile.
            }
        }
    }

    /// <summary>Starts the process and waits until its models are loaded.</summary>
    /// <exception cref="TranscriberException">The recogniser cannot be started.</exception>
    /// <exception cref="OperationCanceledException">It was not wanted any more.</exception>
    public static async Task<RecogniserProcess> StartAsync(
        RecogniserCommand command,
        WorkerLimits limits,
        TimeProvider time,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var recogniser = new RecogniserProcess(StartProcess(command), limits, time, logger);
        try
        {
            await recogniser.LoadAsync(command, cancellationToken).ConfigureAwait(false);
            logger.RecogniserReady(command.Thing, recogniser.Id, time.GetElapsedTime(startedAt).TotalMilliseconds);
            return recogniser;
        }
        catch
        {
            await recogniser.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Has a segment recognised. After an unusable answer or a cancellation the process is of no use any more.
    /// </summary>
    /// <exception cref="OperationCanceledException">It took too long, or is not wanted any more.</exception>
    public async Task<WorkerAnswer> RecogniseAsync(ReadOnlyMemory<short> samples, CancellationToken cancellationToken)
    {
        _messages.AllowMore();
        var number = ++_segments;
        // Together: a process that answers before it has read everything is not waited for with both pipes full.
        var asking = AskAsync(number, samples, cancellationToken);
        var line = await ReadReplyAsync(cancellationToken).ConfigureAwait(false);
        if (line is not { } reply)
        {
            var how = await HowItEndedAsync().ConfigureAwait(false);
            return WorkerAnswer.Broken($"the recogniser ended before it had an answer ({how})");
        }

        var answer = ReplyReading.Of(reply, number);
        if (!answer.IsUsable) return answer;
        if (_replies.HasMore) return WorkerAnswer.Broken("the recogniser answered more than once");
        return await asking.ConfigureAwait(false)
            ? answer
            : WorkerAnswer.Broken("the recogniser answered without having heard the segment");
    }

    /// <summary>Ends the process: it is told so by the end of its input, and killed if it does not go.</summary>
    public async ValueTask DisposeAsync()
    {
        Close(_process.StandardInput.BaseStream);
        using var late = new CancellationTokenSource(_limits.End, _time);
        await _process.WaitForExitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Its group too: the programs that it has started.
        if (LibC.kill(-_process.Id, LibC.SIGKILL) != 0 && !_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        await _messages.DisposeAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private static Process StartProcess(RecogniserCommand command)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What a service manager tells the daemon is not for its children.
        foreach (var variable in (string[])["NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC", "LISTEN_PID", "LISTEN_FDS"])
            start.Environment.Remove(variable);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new TranscriberException(command.Program, $"cannot be started ({e.Message}); install Swictation again");
        }
    }

    private async Task LoadAsync(RecogniserCommand command, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(_limits.Start, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            if (await ReadReplyAsync(either.Token).ConfigureAwait(false) is not { } line)
            {
                var lastWords = await _messages.LastWordsAsync().ConfigureAwait(false);
                throw new TranscriberException(
                    command.Thing, command.IfItDies + (lastWords is null ? "" : $" ({lastWords})"));
            }

            if (!WorkerReply.TryRead(line, out var reply)) throw Strange(line);
            if (reply is { Refused: { } thing, Reason: { } reason })
                throw new TranscriberException(PlainText.Of(thing), PlainText.Of(reason));
            if (reply.Ready != true) throw Strange(line);
            _messages.Ready();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TranscriberException(
                command.Thing, $"was not loaded within {_limits.Start.TotalSeconds} s; try again when there is less to do");
        }

        TranscriberException Strange(BoundedLine line) =>
            new(command.Thing, $"the recogniser began with what is no reply: {ReplyReading.Shortened(line.Bytes.Span)}");
    }

    // Null when the process has closed its output, which it does at the latest with its end.
    private async Task<BoundedLine?> ReadReplyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _replies.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return null;
        }
    }

    // False when the process has closed its input, which it does at the latest with its end.
    private async Task<bool> AskAsync(uint number, ReadOnlyMemory<short> samples, CancellationToken cancellationToken)
    {
        try
        {
            await SegmentFrame.WriteAsync(_process.StandardInput.BaseStream, number, samples, cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    private async Task<string> HowItEndedAsync()
    {
        using var late = new CancellationTokenSource(_limits.End, _time);
        await _process.WaitForExitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited) return "it closed its output";
        // .NET gives a signal as 128 and its number.
        return _process.ExitCode > 128
            ? $"signal {_process.ExitCode - 128}"
            : $"exit code {_process.ExitCode}";
    }

    private static void Close(Stream input)
    {
        try
        {
            input.Dispose();
        }
        catch (IOException)
        {
            return; // What was still to be written cannot be written any more.
        }
    }
}
