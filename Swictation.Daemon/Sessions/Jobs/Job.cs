using System.Threading.Channels;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Jobs;

/// <summary>
/// Recognition that somebody has asked for and waits for. Steps that nobody fetches hold it up: it takes the same memory however
/// much there is to do. One thread works, another asks.
/// </summary>
internal sealed class Job
{
    private const int MostSteps = 64;

    private readonly Channel<RecognitionStep> _steps = Channel.CreateBounded<RecognitionStep>(MostSteps);
    private long _doneMs;
    private long _totalMs;
    private long _session;
    private volatile string? _failure;
    private volatile bool _isOver;

    public Job(long number) => Number = number;

    public long Number { get; }

    /// <summary>Seconds of sound that it is about.</summary>
    public double TotalS
    {
        get => Volatile.Read(ref _totalMs) / 1e3;
        set => Volatile.Write(ref _totalMs, (long)(value * 1e3));
    }

    /// <summary>Seconds of sound that are done.</summary>
    public double DoneS
    {
        get => Volatile.Read(ref _doneMs) / 1e3;
        set => Volatile.Write(ref _doneMs, (long)(value * 1e3));
    }

    /// <summary>The session that gets the text; null while there is none.</summary>
    public SessionId? Session
    {
        get => Volatile.Read(ref _session) is > 0 and var number ? new SessionId(number) : null;
        set => Volatile.Write(ref _session, value?.Value ?? 0);
    }

    /// <summary>Why it ended before it was done; null if it did not.</summary>
    public string? Failure => _failure;

    /// <summary>Nothing more comes behind the steps that are there.</summary>
    public bool IsOver => _isOver && !_steps.Reader.TryPeek(out _);

    /// <summary>A segment is done. Waits while many were not fetched.</summary>
    public ValueTask ReportAsync(RecognitionStep step, CancellationToken cancellationToken) =>
        _steps.Writer.WriteAsync(step, cancellationToken);

    /// <param name="failure">Null where all of it was done.</param>
    public void End(string? failure)
    {
        _failure = failure;
        _isOver = true;
    }

    /// <summary>Takes the steps that are done, at most so many.</summary>
    public IReadOnlyList<RecognitionStep> Take(int most)
    {
        var steps = new List<RecognitionStep>();
        while (steps.Count < most && _steps.Reader.TryRead(out var step)) steps.Add(step);
        return steps;
    }
}
