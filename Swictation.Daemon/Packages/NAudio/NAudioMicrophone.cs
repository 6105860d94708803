using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using NAudio.Wave;
using NAudio.Wave.Alsa;
using Swictation.Daemon.Audio;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Packages.NAudio;

/// <summary>
/// A microphone through NAudio's AlsaIn, 16 kHz mono, in frames of 64 ms (its period of 1,024 samples). The device is
/// open for as long as this is; it listens only while it is read. Serves one reader at a time.
/// </summary>
/// <remarks>
/// AlsaIn takes the sample rate that is nearest to what was asked for and does not say which: name a device that
/// converts (<c>default</c>, <c>plughw:…</c>, <c>pulse</c>). It recovers from an overrun by itself.
/// </remarks>
internal sealed class NAudioMicrophone : IAudioSource
{
    // Four seconds: when whoever reads is further behind, AlsaIn's thread waits, and the device drops what is too old.
    private const int MostFramesWaiting = 64;

    private readonly string _device;
    private readonly AlsaIn _input;
    private readonly TimeProvider _time;
    private long _position;

    private NAudioMicrophone(string device, AlsaIn input, TimeProvider time)
    {
        _device = device;
        _input = input;
        _time = time;
    }

    public bool IsLive => true;

    public bool HasEnded => false;

    /// <exception cref="AudioSourceException">There is no such device, or it is in use.</exception>
    public static NAudioMicrophone Open(string device, TimeProvider time)
    {
        try
        {
            return new(device, new AlsaIn(device) { WaveFormat = new(AudioFormat.SamplesPerSecond, 16, 1) }, time);
        }
        catch (AlsaException e)
        {
            throw Unusable(device, e);
        }
        catch (DllNotFoundException)
        {
            throw MissingLibrary.For($"naudio:{device}", "libasound", "libasound2");
        }
    }

    /// <exception cref="AudioSourceException">The device does not work, or does not any more.</exception>
    public async IAsyncEnumerable<AudioFrame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var captured = Channel.CreateBounded<(short[] Samples, long At)>(MostFramesWaiting);
        _input.DataAvailable += Take;
        _input.RecordingStopped += End;
        try
        {
            Start();
            await foreach (var (samples, at) in captured.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                var frame = new AudioFrame(samples, _position, at);
                _position += samples.Length;
                yield return frame;
            }
        }
        finally
        {
            // First the channel: stopping waits for AlsaIn's thread, which may be waiting for room.
            captured.Writer.TryComplete();
            _input.StopRecording();
            _input.DataAvailable -= Take;
            _input.RecordingStopped -= End;
        }

        void Take(object? sender, WaveInEventArgs data)
        {
            var samples = MemoryMarshal.Cast<byte, short>(data.Buffer.AsSpan(0, data.BytesRecorded)).ToArray();
            var at = _time.GetTimestamp();
            while (!captured.Writer.TryWrite((samples, at)))
            {
                // AlsaIn's own thread, which has nothing else to do.
                if (!captured.Writer.WaitToWriteAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult()) return;
            }
        }

        void End(object? sender, StoppedEventArgs stopped) => captured.Writer.TryComplete(
            stopped.Exception is { } e ? Unusable(_device, e) : null);
    }

    public ValueTask DisposeAsync()
    {
        _input.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Start()
    {
        try
        {
            _input.StartRecording();
        }
        catch (AlsaException e)
        {
            throw Unusable(_device, e);
        }
    }

    private static AudioSourceException Unusable(string device, Exception cause) => new(
        $"naudio:{device}", $"cannot be listened to ({cause.Message}); name another device, or free this one");
}
