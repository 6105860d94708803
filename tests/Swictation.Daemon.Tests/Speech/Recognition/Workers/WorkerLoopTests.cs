using System.Threading.Channels;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Domain.Audio;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Tests.Speech.Recognition.Workers;

/// <summary>The inside of a worker of ours: what it makes of requests, and that a cancellation is heard at work.</summary>
public sealed class WorkerLoopTests
{
    private readonly Channel<WorkerReply> _replies = Channel.CreateUnbounded<WorkerReply>();

    [Fact]
    public async Task Segments_are_answered_in_order_with_all_that_is_known_of_them()
    {
        var recogniser = new Recogniser(segment => segment.Samples.Length switch
        {
            3 => new TranscriptionResult.Text("not ill", new(0.75, [0.5, 1])),
            2 => new TranscriptionResult.Silence(),
            _ => new TranscriptionResult.Failed("too loud"),
        });

        await RunAsync(recogniser, [3, 2, 1]);

        var replies = await _replies.Reader.ReadAllAsync().ToListAsync();
        Assert.Equal([1u, 2u, 3u], replies.Select(reply => reply.Segment!.Value));
        Assert.Equal(
            [(ReplyKind.Text, "not ill", null), (ReplyKind.Text, "", null), (ReplyKind.Failed, null, "too loud")],
            replies.Select(reply => (reply.Type, reply.Text, reply.Reason)));
        Assert.Equal((0.75, 2), (replies[0].Confidence!.Value, replies[0].Words!.Length));
    }

    [Fact]
    public async Task Cancellation_is_heard_while_it_recognises_and_that_of_another_segment_is_not_taken_for_it()
    {
        using var pipe = new Pipe();
        var began = new TaskCompletionSource();
        var recogniser = new Recogniser(began);
        var running = RunAsync(recogniser, pipe.Reading);
        var input = new WorkerInput(pipe.Writing);

        await input.TryWriteAsync(7, new short[4], TimeSpan.FromMinutes(5), isInPieces: false, CancellationToken.None);
        await began.Task;
        await input.TryWriteAsync(new() { Type = RequestKind.Cancel, Segment = 6 }, CancellationToken.None);
        Assert.False(recogniser.IsCancelled);
        await input.TryWriteAsync(new() { Type = RequestKind.Cancel, Segment = 7 }, CancellationToken.None);
        var reply = await _replies.Reader.ReadAsync();
        pipe.Writing.Dispose();
        await running;

        Assert.Equal((ReplyKind.Failed, 7u, "cancelled"), (reply.Type, reply.Segment!.Value, reply.Reason));
    }

    [Fact]
    public async Task Recogniser_that_is_not_done_in_time_says_so_itself()
    {
        using var pipe = new Pipe();
        var running = RunAsync(new Recogniser(new TaskCompletionSource()), pipe.Reading);
        var input = new WorkerInput(pipe.Writing);

        await input.TryWriteAsync(1, new short[4], TimeSpan.FromMilliseconds(200), isInPieces: true, CancellationToken.None);
        var reply = await _replies.Reader.ReadAsync();
        pipe.Writing.Dispose();
        await running;

        Assert.Equal("the recogniser was not done after 0.2 s", reply.Reason);
    }

    [Fact]
    public async Task Defect_of_a_recogniser_ends_the_loop_at_once()
    {
        using var pipe = new Pipe();
        var running = RunAsync(new Recogniser(_ => throw new InvalidOperationException("a bug")), pipe.Reading);

        await new WorkerInput(pipe.Writing).TryWriteAsync(
            1, new short[4], TimeSpan.FromMinutes(5), isInPieces: false, CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => running);
    }

    private async Task RunAsync(ITranscriber recogniser, int[] segments)
    {
        var requests = new MemoryStream();
        var input = new WorkerInput(requests);
        await input.TryWriteAsync(new() { Type = RequestKind.Hello, Version = 1 }, CancellationToken.None);
        foreach (var (index, samples) in segments.Index())
        {
            await input.TryWriteAsync(
                (uint)index + 1, new short[samples], TimeSpan.FromMinutes(5), isInPieces: true, CancellationToken.None);
        }

        requests.Position = 0;
        await RunAsync(recogniser, requests);
    }

    private async Task RunAsync(ITranscriber recogniser, Stream requests)
    {
        using var loop = new WorkerLoop(recogniser, reply => _replies.Writer.TryWrite(reply));
        await loop.RunAsync(new(requests));
        _replies.Writer.Complete();
    }

    // What it makes of a segment; without it, nothing until it is cancelled.
    private sealed class Recogniser(Func<SpeechSegment, TranscriptionResult>? make, TaskCompletionSource? began) : ITranscriber
    {
        public Recogniser(Func<SpeechSegment, TranscriptionResult> make)
            : this(make, began: null)
        {
        }

        public Recogniser(TaskCompletionSource began)
            : this(make: null, began)
        {
        }

        public bool IsCancelled { get; private set; }

        public async Task<TranscriptionResult> TranscribeAsync(SpeechSegment segment, CancellationToken cancellationToken)
        {
            if (make is not null) return make(segment);

            began?.SetResult();
            await using var cancelled = cancellationToken.Register(() => IsCancelled = true);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new TranscriptionResult.Silence();
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
