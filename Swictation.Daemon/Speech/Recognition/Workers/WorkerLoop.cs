using Swictation.Domain.Audio;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>
/// Serves the worker protocol with a recogniser, inside a worker of ours: one segment at a time, while it goes on reading,
/// so that a cancellation is heard at once.
/// </summary>
internal sealed class WorkerLoop(ITranscriber transcriber, Action<WorkerReply> reply) : IDisposable
{
    // More words than this are no speech of half a minute, and their figures would make too long a line.
    private const int MostWords = 1_000;

    // The rest is for the answer: who is not done in time says so and keeps its models, instead of being ended.
    private const double ShareOfLimit = 0.9;

    private readonly List<short> _heard = [];
    private CancellationTokenSource _ending = new();
    private uint _segment;
    private TimeSpan _limit;
    private Task _recognising = Task.CompletedTask;

    /// <summary>Ends with the requests.</summary>
    public async Task RunAsync(WorkerRequests requests)
    {
        while (await NextAsync(requests).ConfigureAwait(false) is var (request, samples))
        {
            switch (request.Type)
            {
                case RequestKind.Begin:
                    await BeginAsync(request).ConfigureAwait(false);
                    break;
                case RequestKind.Audio:
                    _heard.AddRange(samples);
                    break;
                case RequestKind.End:
                    _recognising = RecogniseAsync(_segment, [.. _heard]);
                    break;
                case RequestKind.Cancel when request.Segment == _segment:
                    await _ending.CancelAsync().ConfigureAwait(false);
                    break;
            }
        }

        await _ending.CancelAsync().ConfigureAwait(false);
        await _recognising.ConfigureAwait(false);
    }

    public void Dispose() => _ending.Dispose();

    // What goes wrong with the recogniser that no one expects ends the process at once.
    private async Task<(WorkerRequest Request, short[] Samples)?> NextAsync(WorkerRequests requests)
    {
        var next = requests.ReadAsync().AsTask();
        if (!_recognising.IsCompleted) await Task.WhenAny(next, _recognising).ConfigureAwait(false);
        if (_recognising.IsCompleted) await _recognising.ConfigureAwait(false);
        return await next.ConfigureAwait(false);
    }

    private async Task BeginAsync(WorkerRequest begin)
    {
        await _recognising.ConfigureAwait(false);
        _segment = begin.Segment ?? 0;
        _heard.Clear();
        _ending.Dispose();
        _ending = new();
        _limit = TimeSpan.FromMilliseconds(begin.LimitMs ?? int.MaxValue);
    }

    // On a thread of the pool: some recognisers work before they first wait.
    private Task RecogniseAsync(uint number, short[] samples) => Task.Run(async () =>
    {
        using var late = new CancellationTokenSource(_limit * ShareOfLimit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _ending.Token);
        TranscriptionResult result;
        try
        {
            var segment = new SpeechSegment(samples, Position: 0, samples.Length, EndedAt: 0);
            result = await transcriber.TranscribeAsync(segment, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            result = new TranscriptionResult.Failed(
                _ending.IsCancellationRequested ? "cancelled" : $"the recogniser was not done after {_limit.TotalSeconds:0.#} s");
        }

        reply(Reply(number, result));
    });

    private static WorkerReply Reply(uint number, TranscriptionResult result) => result switch
    {
        TranscriptionResult.Text text => new()
        {
            Type = ReplyKind.Text,
            Segment = number,
            Text = text.Value,
            Confidence = text.Confidence?.Overall,
            Words = text.Confidence is { Words.Length: > 0 and <= MostWords } each ? [.. each.Words] : null,
        },
        TranscriptionResult.Failed failed => new() { Type = ReplyKind.Failed, Segment = number, Reason = failed.Reason },
        _ => new() { Type = ReplyKind.Text, Segment = number, Text = "" },
    };
}
