using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio.Files;

/// <summary>
/// A recording in place of a microphone: any file that libsndfile reads, one channel of it at 16 kHz, in frames of
/// 20 ms (the last may be shorter). It is decoded as it is read, so its length does not matter. Serves one reader at a
/// time.
/// </summary>
internal sealed class FileAudioSource : IAudioSource
{
    private static readonly int FrameSamples = AudioFormat.Samples(TimeSpan.FromMilliseconds(20));

    private readonly ISampleReader _reader;
    private readonly Pace _pace;
    private readonly TimeProvider _timeProvider;
    private readonly bool _comesLate;
    private readonly float[] _decoded = new float[FrameSamples];
    private readonly short[] _frame = new short[FrameSamples];
    private Task<bool>? _decoding;
    private int _waiting;
    private long _position;

    /// <summary>Takes ownership of <paramref name="reader"/>, which gives samples at 16 kHz.</summary>
    /// <param name="comesLate">Reads may wait for another program, for as long as it likes.</param>
    public FileAudioSource(ISampleReader reader, Pace pace, TimeProvider timeProvider, bool comesLate = false)
    {
        _reader = reader;
        _pace = pace;
        _timeProvider = timeProvider;
        _comesLate = comesLate;
    }

    public bool IsLive => false;

    public bool HasEnded { get; private set; }

    /// <summary>
    /// Opens the file and makes sure that it holds audio; creates nothing. Of a FIFO, standard input, and a file that
    /// another program is writing, that is known at the first read.
    /// </summary>
    /// <exception cref="AudioSourceException">The file cannot be used; says why and what to do.</exception>
    public static FileAudioSource Open(FileSourceSpec spec, TimeProvider timeProvider, ILogger logger)
    {
        var stream = SoundStream.Open(spec.Path);
        if (!stream.IsFile || stream.IsWritten)
            return new(new LateSound(stream, spec.Channel, logger), spec.Pace, timeProvider, comesLate: true);

        var file = SoundFileReader.Open(stream, spec.Channel, logger);
        try
        {
            return new FileAudioSource(AtSystemRate(spec.Path, file), spec.Pace, timeProvider);
        }
        catch (AudioSourceException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <remarks>
    /// As spoken, each frame is due when its last sample would have been captured, counted from the start of this
    /// call: being late with one does not delay those after it.
    /// </remarks>
    /// <exception cref="AudioSourceException">The rest of the file cannot be decoded.</exception>
    public async IAsyncEnumerable<AudioFrame> ReadAsync(
        long? notBefore, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var startedAt = _timeProvider.GetTimestamp();
        var startedFrom = _position;
        while (await TryDecodeFrameAsync(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_pace == Pace.AsSpoken)
            {
                var due = AudioFormat.Duration(_position + _waiting - startedFrom);
                await WaitAsync(due - _timeProvider.GetElapsedTime(startedAt), cancellationToken).ConfigureAwait(false);
            }

            var frame = new AudioFrame(_frame.AsMemory(0, _waiting), _position, _timeProvider.GetTimestamp());
            _position += _waiting;
            _waiting = 0;
            yield return frame;
        }
    }

    public ValueTask DisposeAsync()
    {
        // A read that waits for another program has the reader, and the process ends soon.
        if (_decoding is null or { IsCompleted: true }) _reader.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes ownership of <paramref name="file"/>.</summary>
    internal static ISampleReader AtSystemRate(string path, SoundFileReader file) =>
        file.SampleRate == AudioFormat.SamplesPerSecond
            ? file
            : new ResamplingReader(path, file, file.SampleRate, AudioFormat.SamplesPerSecond);

    // What is being read when listening stops is there when it begins again.
    private async ValueTask<bool> TryDecodeFrameAsync(CancellationToken cancellationToken)
    {
        if (!_comesLate) return TryDecodeFrame();

        _decoding ??= Task.Run(TryDecodeFrame, CancellationToken.None);
        var hasFrame = await _decoding.WaitAsync(cancellationToken).ConfigureAwait(false);
        _decoding = null;
        return hasFrame;
    }

    /// <summary>
    /// Makes the next frame wait in the buffer; one that was decoded and not delivered, because of a pause, stays.
    /// </summary>
    private bool TryDecodeFrame()
    {
        if (_waiting > 0) return true;
        if (HasEnded) return false;

        _waiting = _reader.Read(_decoded);
        AudioFormat.ToSamples(_decoded.AsSpan(0, _waiting), _frame);
        HasEnded = _waiting == 0;
        return !HasEnded;
    }

    /// <summary>Timers count whole milliseconds and cut the rest off, so round up: a frame is never early.</summary>
    private Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) => time <= TimeSpan.Zero
        ? Task.CompletedTask
        : Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds)), _timeProvider, cancellationToken);
}
