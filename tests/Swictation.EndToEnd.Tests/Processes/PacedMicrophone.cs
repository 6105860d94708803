using System.Diagnostics;
using System.Runtime.InteropServices;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>
/// A microphone whose clock is off: a pipe that libasound reads, and that is filled as fast as that clock says. It
/// hears a sentence at times that are known, and a little noise.
/// </summary>
internal sealed class PacedMicrophone
{
    private const int SamplesPerSecond = 16_000;
    private const int FrameSamples = SamplesPerSecond / 50;

    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(20);

    private readonly short[] _sentence;
    private readonly long _periodSamples;
    private readonly double _samplesPerSecond;
    private readonly List<DateTimeOffset> _saidAt = [];

    /// <param name="period">From the beginning of a sentence to that of the next, by the microphone's clock.</param>
    /// <param name="millionths">How much faster its clock is than the machine's.</param>
    public PacedMicrophone(string path, LibriVoxSentence sentence, TimeSpan period, double millionths)
    {
        Path = path;
        _sentence = sentence.ReadSamples();
        _periodSamples = (long)(period.TotalSeconds * SamplesPerSecond);
        _samplesPerSecond = SamplesPerSecond * (1 + (millionths / 1e6));
        Tool.Run("mkfifo", path);
    }

    public string Path { get; }

    /// <summary>When each sentence began, by the machine's clock.</summary>
    public IReadOnlyList<DateTimeOffset> SaidAt
    {
        get
        {
            lock (_saidAt) return [.. _saidAt];
        }
    }

    /// <summary>Waits for a listener, and is heard until it is cancelled or nobody listens any more.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var pipe = new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        var (began, beganAt) = (Stopwatch.GetTimestamp(), DateTimeOffset.UtcNow);
        var random = new Random(1);
        var frame = new short[FrameSamples];
        for (long position = 0; !cancellationToken.IsCancellationRequested; position += FrameSamples)
        {
            for (var i = 0; i < frame.Length; i++) frame[i] = Sample(position + i, random);
            var due = TimeSpan.FromSeconds((position + FrameSamples) / _samplesPerSecond);
            if (due - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } early)
                await Task.Delay(early < FrameTime ? FrameTime : early, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            NoteSentence(position, beganAt);
            if (!TryWrite(pipe, frame)) return;
        }
    }

    private static bool TryWrite(FileStream pipe, short[] frame)
    {
        try
        {
            pipe.Write(MemoryMarshal.AsBytes(frame.AsSpan()));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private short Sample(long position, Random random)
    {
        var at = position % _periodSamples;
        return at < _sentence.Length ? _sentence[at] : (short)random.Next(-8, 9);
    }

    private void NoteSentence(long position, DateTimeOffset beganAt)
    {
        var start = (position + _periodSamples - 1) / _periodSamples * _periodSamples;
        if (start >= position + FrameSamples) return;

        lock (_saidAt) _saidAt.Add(beganAt + TimeSpan.FromSeconds(start / _samplesPerSecond));
    }
}
