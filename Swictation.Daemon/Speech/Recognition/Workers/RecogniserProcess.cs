using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Platform.Native;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>
/// A recogniser in a process of its own, with its models loaded. Whatever it does, it cannot take the daemon with it,
/// and no call waits longer than its token lets it. Serves one call at a time.
/// </summary>
internal sealed class RecogniserProcess : IAsyncDisposable
{
    private static readonly WorkerRequest Hello = new()
    {
        Type = RequestKind.Hello,
        Version = WorkerRequest.Protocol,
        SampleRate = AudioFormat.SamplesPerSecond,
        Encoding = "s16le",
    };

    private readonly Process _process;
    private readonly WorkerLimits _limits;
    private readonly TimeProvider _time;
    private readonly BoundedLines _replies;
    private readonly RecogniserMessages _messages;
    private readonly WorkerInput _input;
    private Task<bool> _asking = Task.FromResult(true);
    private Task<BoundedLine?>? _reading;
    private volatile Recogniser _recogniser = new("");
    private bool _wantsPieces;
    // Once: a process that says more is broken, and must not keep the daemon busy.
    private bool _mayDescribeAgain;
    private uint _segments;

    private RecogniserProcess(Process process, WorkerLimits limits, TimeProvider time, ILogger logger)
    {
        _process = process;
        Id = process.Id;
        _limits = limits;
        _time = time;
        _input = new(process.StandardInput.BaseStream);
        _replies = new(process.StandardOutput.BaseStream, WorkerReply.LongestLine);
        _messages = new(process.StandardError.BaseStream, Id, limits.End, time, logger);
    }

    public int Id { get; }

    /// <summary>What recognises in it, as far as it has said by now. Any thread may ask.</summary>
    public Recogniser Recogniser => _recogniser;

    /// <summary>Not to be asked once it is disposed.</summary>
    public bool HasExited => _process.HasExited;

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
    /// Has a segment recognised. After an unusable answer the process is of no use any more; after a cancellation
    /// <see cref="TryCancelAsync"/> says whether it is.
    /// </summary>
    /// <exception cref="OperationCanceledException">It took too long, or is not wanted any more.</exception>
    public async Task<WorkerAnswer> RecogniseAsync(
        SpeechSegment segment, TimeSpan limit, CancellationToken cancellationToken)
    {
        _messages.Begin(segment.IsOffTheRecord);
        var number = ++_segments;
        // Together: a process that answers before it has read everything is not waited for with both pipes full.
        _asking = _input.TryWriteAsync(number, segment.Samples, limit, _wantsPieces, cancellationToken);
        var answer = await ReadAnswerAsync(number, cancellationToken).ConfigureAwait(false);
        return !answer.IsUsable || await _asking.ConfigureAwait(false)
            ? answer
            : WorkerAnswer.Broken("the recogniser answered without having heard the segment");
    }

    /// <summary>
    /// Tells the process that its segment is not wanted any more. True if it answers in time, and can be given another.
    /// </summary>
    public async Task<bool> TryCancelAsync()
    {
        using var late = new CancellationTokenSource(_limits.End, _time);
        try
        {
            return await _asking.WaitAsync(late.Token).ConfigureAwait(false)
                && await _input.TryWriteAsync(new() { Type = RequestKind.Cancel, Segment = _segments }, late.Token)
                    .ConfigureAwait(false)
                && (await ReadAnswerAsync(_segments, late.Token).ConfigureAwait(false)).IsUsable;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Ends the process: closes its input, and kills it if it does not end.</summary>
    public async ValueTask DisposeAsync()
    {
        Close(_process.StandardInput.BaseStream);
        if (!await HasEndedInTimeAsync().ConfigureAwait(false)) _process.Kill();
        // The programs that it has started are in its group; where there is none, nothing happens.
        _ = LibC.kill(-Id, LibC.SIGKILL);
        // A process that hangs in the kernel may never end: it is left alone rather than waited for.
        await HasEndedInTimeAsync().ConfigureAwait(false);
        await _messages.DisposeAsync().ConfigureAwait(false);
        await ((Task)_asking).WaitAsync(_limits.End, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.StandardOutput.Dispose();
        _process.StandardError.Dispose();
        _process.Dispose();
    }

    private async Task<WorkerAnswer> ReadAnswerAsync(uint number, CancellationToken cancellationToken)
    {
        while (await ReadReplyAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (!ReplyReading.IsPassedOver(line, number)) return ReplyReading.Of(line, number);
        }

        var how = await HowItEndedAsync().ConfigureAwait(false);
        return WorkerAnswer.Broken($"the recogniser ended before it had an answer ({how})");
    }

    private static Process StartProcess(RecogniserCommand command)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The service manager's variables are for the daemon, not for its children.
        ServiceVariables.RemoveFrom(start);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new TranscriberException(
                command.Program, $"cannot be started ({e.Message}); install Swictation again");
        }
    }

    private async Task LoadAsync(RecogniserCommand command, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(_limits.Start, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _input.TryWriteAsync(Hello, either.Token).ConfigureAwait(false);
            if (await ReadReplyAsync(either.Token).ConfigureAwait(false) is not { } line)
            {
                var lastWords = await _messages.LastWordsAsync().ConfigureAwait(false);
                throw new TranscriberException(
                    command.Thing, command.IfItDies + (lastWords is null ? "" : $" ({lastWords})"));
            }

            if (!WorkerReply.TryRead(line, out var reply)) throw Strange(line);
            if (reply is { Type: ReplyKind.Refused, Thing: { } thing, Reason: { } reason })
                throw new TranscriberException(PlainText.Of(thing), PlainText.Of(reason));
            if (reply is not { Type: ReplyKind.Ready, Protocol: { } version }) throw Strange(line);
            if (version != WorkerRequest.Protocol) throw new TranscriberException(
                command.Thing,
                $"speaks version {version} of the worker protocol; this daemon speaks {WorkerRequest.Protocol}");
            _wantsPieces = reply.Partials;
            _recogniser = ReplyReading.Recogniser(reply, command.Thing);
            _messages.Ready();
            _mayDescribeAgain = true;
            // The checksum of its model is taken when it comes, not with the answer to the first segment.
            _reading = NextReplyAsync();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TranscriberException(
                command.Thing,
                $"was not loaded within {_limits.Start.TotalSeconds} s; try again when there is less to do");
        }

        TranscriberException Strange(BoundedLine line) => new(
            command.Thing, $"the recogniser's first line is no reply: {ReplyReading.Shortened(line.Bytes.Span)}");
    }

    // The next line that is no later description.
    private async Task<BoundedLine?> NextReplyAsync()
    {
        var line = await _replies.ReadAsync(CancellationToken.None).ConfigureAwait(false);
        if (!_mayDescribeAgain || line is not { } read || !WorkerReply.TryRead(read, out var reply)) return line;
        if (reply.Type != ReplyKind.Ready) return line;

        _mayDescribeAgain = false;
        _recogniser = ReplyReading.Recogniser(reply, otherwise: _recogniser.Name);
        return await _replies.ReadAsync(CancellationToken.None).ConfigureAwait(false);
    }

    // Null when the process has closed its output, which it does at the latest with its end. A wait that is given up takes
    // nothing out of the pipe: the next one goes on with the same read.
    private async Task<BoundedLine?> ReadReplyAsync(CancellationToken cancellationToken)
    {
        _reading ??= NextReplyAsync();
        try
        {
            var line = await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
            _reading = null;
            return line;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return null;
        }
    }

    private async Task<string> HowItEndedAsync()
    {
        if (!await HasEndedInTimeAsync().ConfigureAwait(false)) return "it closed its output";
        // .NET gives a signal as 128 and its number.
        return _process.ExitCode > 128
            ? $"signal {_process.ExitCode - 128}"
            : $"exit code {_process.ExitCode}";
    }

    private async Task<bool> HasEndedInTimeAsync()
    {
        using var late = new CancellationTokenSource(_limits.End, _time);
        await _process.WaitForExitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _process.HasExited;
    }

    private static void Close(Stream input)
    {
        try
        {
            input.Dispose();
        }
        catch (IOException)
        {
            return; // The rest cannot be written any more.
        }
    }
}
