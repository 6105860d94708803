using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Input;

/// <summary>
/// <c>text:</c>: each line is a segment that another recogniser has transcribed. One thread reads, records and, through
/// the commit, sends: every hop to another thread would cost more than all of that.
/// </summary>
/// <param name="endsWithWriter">True: the end of a FIFO's writer is the end of the source; false: the next writer is
/// waited for.</param>
/// <param name="late">There is no audio here; but an earlier daemon may have left some.</param>
internal sealed class TextInput(
    InterruptibleReader reader,
    bool endsWithWriter,
    ILateAudio late,
    SessionRecorder recorder,
    RecordingGate gate,
    TimeProvider time,
    ILogger<TextInput> logger)
    : IInput
{
    private readonly RecordingRetry _retry = new(time, logger);
    private readonly LineSplitter _splitter = new();
    private readonly List<string> _lines = [];
    private readonly List<RecognisedSegment> _segments = [];

    public ILateAudio Late => late;

    public Trouble? Trouble => late.Trouble;

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                var take = await gate.WaitAsync(stopping).ConfigureAwait(false);
                if (await ReadTakeAsync(take, stopping).ConfigureAwait(false)) return;
            }
        }
        catch (OperationCanceledException)
        {
            InputLog.Stopped(logger);
        }
    }

    /// <summary>Holds nothing: the opener of the reader closes it.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // True at the end of the source; false when the session is over, or has to be taken up again.
    private async Task<bool> ReadTakeAsync(RecordingTake take, CancellationToken stopping)
    {
        reader.Allow();
        using var interruptAtStop = take.Stopped.Register(reader.Interrupt);
        using var interruptAtEnd = stopping.Register(reader.Interrupt);
        try
        {
            return await Task.Factory.StartNew(
                () => ReadAndRecord(take),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).ConfigureAwait(false);
        }
        catch (EventLogWriteException e)
        {
            await _retry.WaitAsync(_segments.Count, e, stopping).ConfigureAwait(false);
            return false;
        }
    }

    private bool ReadAndRecord(RecordingTake take)
    {
        var session = take.Session;
        while (TryRecord(session))
        {
            var count = reader.Read(_splitter.Free);
            if (count < 0) return false;

            var receivedAt = time.GetTimestamp();
            if (count > 0)
                _splitter.Take(count, _lines);
            else
                _splitter.Finish(_lines);
            foreach (var line in _lines) _segments.Add(Segment(line, receivedAt, take.IsOffTheRecord));
            _lines.Clear();

            if (count > 0) continue;
            if (endsWithWriter || !reader.CanReopen) return TryRecord(session);
            reader.Reopen();
        }

        return false;
    }

    private static RecognisedSegment Segment(string line, long receivedAt, bool isOffTheRecord) =>
        new(line, receivedAt, IsOffTheRecord: isOffTheRecord)
        {
            Withheld = NoSpeechText.Is(line) ? new Reason(ReasonCode.NoSpeechText) : null,
        };

    // False: the session is over. The lines that were read stay here for the next one, unless it was cancelled.
    private bool TryRecord(SessionId session)
    {
        if (_segments.Count == 0) return true;
        var isRecorded = recorder.TryRecord(session, CollectionsMarshal.AsSpan(_segments));
        if (isRecorded || recorder.State.IsCancelled(session)) _segments.Clear();
        return isRecorded;
    }
}
