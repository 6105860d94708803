using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>
/// A microphone whose samples say when they were heard: a pipe that libasound reads, in which each sample is the number
/// of the 20 ms that it belongs to, counted from when somebody began to listen.
/// </summary>
internal sealed class NumberedMicrophone
{
    private const int FrameSamples = 16_000 / 50;

    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(20);

    private readonly TaskCompletionSource<long> _began = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NumberedMicrophone(string path)
    {
        Path = path;
        Tool.Run("mkfifo", path);
    }

    public string Path { get; }

    /// <summary>The time now, in seconds, as samples have it that are heard now.</summary>
    public async Task<double> NowAsync() => Stopwatch.GetElapsedTime(await _began.Task).TotalSeconds;

    /// <summary>When the first sample with a number was heard, in seconds.</summary>
    public static double HeardAtS(short number) => number * FrameTime.TotalSeconds;

    /// <summary>Waits for a listener, and is heard until it is cancelled or nobody listens any more.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var pipe = new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        var began = Stopwatch.GetTimestamp();
        _began.SetResult(began);
        var frame = new short[FrameSamples];
        try
        {
            for (short number = 0; !cancellationToken.IsCancellationRequested; number++)
            {
                // It is there when it has been heard to its end.
                if (((number + 1) * FrameTime) - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } early)
                    await Task.Delay(early, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Array.Fill(frame, number);
                pipe.Write(MemoryMarshal.AsBytes(frame.AsSpan()));
            }
        }
        catch (IOException)
        {
            // Nobody listens any more.
        }
    }
}
