using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Speech.Audio.Files;

/// <summary>Sound whose form is known when it comes: of a FIFO, of standard input, of a file that is being written.</summary>
internal sealed class LateSound(SoundStream stream, int? channel, ILogger logger) : ISampleReader
{
    private ISampleReader? _reader;

    public int Read(Span<float> samples)
    {
        _reader ??= FileAudioSource.AtSystemRate(stream.Path, SoundFileReader.Open(stream, channel, logger));
        return _reader.Read(samples);
    }

    public void Dispose()
    {
        if (_reader is null)
            stream.Dispose();
        else
            _reader.Dispose();
    }
}
