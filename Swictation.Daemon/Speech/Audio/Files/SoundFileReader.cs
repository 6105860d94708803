using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio.Files;

/// <summary>Decodes a sound file at its own sample rate, and gives one of its channels.</summary>
internal sealed class SoundFileReader : ISampleReader
{
    private const int BlocksPerSecond = 50;

    private readonly string _path;
    private readonly IFrameReader _file;
    private readonly ILogger _logger;
    private readonly ChannelChoice _channel;
    private readonly FullScale _scale = new();
    private readonly float[] _interleaved;
    private readonly int _blockFrames;
    private long _framesRead;
    private bool _isToldTooLoud;
    private bool _hasEnded;

    private SoundFileReader(string path, IFrameReader file, int? channel, ILogger logger)
    {
        (_path, _file, _logger) = (path, file, logger);
        _channel = new(file.Channels, channel, file.SampleRate);
        _blockFrames = Math.Max(1, file.SampleRate / BlocksPerSecond);
        _interleaved = new float[_blockFrames * file.Channels];
    }

    public int SampleRate => _file.SampleRate;

    /// <summary>A file that another program still writes is read until that has ended.</summary>
    /// <param name="channel">Counted from 1; null for the loudest.</param>
    /// <exception cref="AudioSourceException">The file is missing, not readable, empty, or no audio.</exception>
    public static SoundFileReader Open(string path, int? channel = null, ILogger? logger = null) =>
        Open(SoundStream.Open(path), channel, logger ?? NullLogger.Instance);

    /// <summary>Takes over the stream.</summary>
    /// <inheritdoc cref="Open(string, int?, ILogger)"/>
    public static SoundFileReader Open(SoundStream stream, int? channel, ILogger logger)
    {
        IFrameReader file;
        try
        {
            ReadableFile.ThrowIfEmpty(stream);
            file = WavReader.TryOpen(stream) ?? (IFrameReader)SndFileReader.Open(stream);
        }
        catch (AudioSourceException)
        {
            stream.Dispose();
            throw;
        }

        return Of(stream.Path, file, channel, logger);
    }

    /// <summary>Takes over what another decoder reads.</summary>
    /// <exception cref="AudioSourceException">It has no such channel.</exception>
    public static SoundFileReader Of(string path, IFrameReader file, int? channel, ILogger logger)
    {
        if (!(channel > file.Channels)) return new(path, file, channel, logger);

        var all = file.Channels == 1 ? "one channel" : $"{file.Channels} channels";
        file.Dispose();
        throw new AudioSourceException(path, $"has {all}, and not number {channel}; choose another");
    }

    public int Read(Span<float> samples)
    {
        var filled = 0;
        while (filled < samples.Length && !_hasEnded)
        {
            var wanted = Math.Min(_blockFrames, samples.Length - filled);
            var interleaved = _interleaved.AsSpan(0, wanted * _file.Channels);
            var frames = _file.ReadFrames(interleaved);
            var mono = samples.Slice(filled, frames);
            _channel.Take(interleaved[..(frames * _file.Channels)], mono);
            if (_file.IsFloat) Fit(mono);
            filled += frames;
            _framesRead += frames;
            if (frames < wanted) End();
        }

        return filled;
    }

    public void Dispose() => _file.Dispose();

    private void Fit(Span<float> mono)
    {
        _scale.Fit(mono);
        if (_scale.Peak <= 1 || _isToldTooLoud) return;

        _isToldTooLoud = true;
        AudioFileLog.TooLoud(_logger, _path, _scale.Peak);
    }

    private void End()
    {
        _hasEnded = true;
        if (_file.Fault is { } fault) AudioFileLog.Faulty(_logger, _path, (double)_framesRead / SampleRate, fault);
    }
}
