using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using NAudio.Wave;
using NAudio.Wave.Alsa;
using Swictation.Daemon.Audio.Live;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Packages.NAudio;

/// <summary>
/// A sound device that NAudio's AlsaIn captures from, at 16 kHz. It gives samples 1,024 at a time, every 64 ms, from a
/// thread of its own.
/// </summary>
/// <remarks>
/// AlsaIn takes the sample rate that is nearest to what was asked for and does not say which: name a device that
/// converts (<c>default</c>, <c>plughw:…</c>). It recovers from an overrun by itself and does not tell.
/// </remarks>
internal sealed class NAudioDevice : ICaptureDevice
{
    // Whoever is to stop is told so within this time.
    private const int LongestWaitMs = 100;

    // Two seconds: when whoever reads is further behind, AlsaIn's thread waits, and the device drops what is too old.
    private const int MostPortions = 32;

    private readonly string _source;
    private readonly AlsaIn _input;
    private readonly BlockingCollection<short[]> _captured = new(MostPortions);
    private readonly CancellationTokenSource _closing = new();
    private volatile Exception? _failure;
    private ArraySegment<short> _portion = ArraySegment<short>.Empty;

    private NAudioDevice(string source, AlsaIn input)
    {
        _source = source;
        _input = input;
        _input.DataAvailable += Take;
        _input.RecordingStopped += (_, stopped) => _failure = stopped.Exception;
    }

    /// <param name="device">As libasound knows it.</param>
    /// <exception cref="AudioSourceException">It cannot be opened; says why and what to do.</exception>
    public static NAudioDevice Open(string device)
    {
        var source = $"naudio:{device}";
        AlsaIn? input = null;
        try
        {
            input = new(device) { WaveFormat = new(AudioFormat.SamplesPerSecond, 16, 1) };
            var opened = new NAudioDevice(source, input);
            input.StartRecording();
            return opened;
        }
        catch (AlsaException e)
        {
            input?.Dispose();
            throw AlsaFailure.OnOpen(source, e.ErrorCode);
        }
    }

    public CaptureRead Read(Span<short> samples)
    {
        if (_portion.Count == 0) _portion = _captured.TryTake(out var next, LongestWaitMs) ? next : [];
        if (_portion.Count == 0 && _failure is { } failure)
            throw AlsaFailure.OnRead(_source, failure is AlsaException e ? e.ErrorCode : AlsaFailure.InputOutput);

        var count = Math.Min(samples.Length, _portion.Count);
        _portion.AsSpan(0, count).CopyTo(samples);
        _portion = _portion[count..];
        return new(count);
    }

    /// <summary>Waits for AlsaIn's thread, which may be waiting for room.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _input.Dispose();
        _captured.Dispose();
        _closing.Dispose();
    }

    private void Take(object? sender, WaveInEventArgs data)
    {
        try
        {
            var samples = MemoryMarshal.Cast<byte, short>(data.Buffer.AsSpan(0, data.BytesRecorded));
            _captured.Add(samples.ToArray(), _closing.Token);
        }
        catch (OperationCanceledException)
        {
            return; // It is being closed.
        }
    }
}
