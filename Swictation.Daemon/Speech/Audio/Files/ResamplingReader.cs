using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio.Files;

/// <summary>Gives the audio of another reader at another sample rate.</summary>
internal sealed class ResamplingReader : ISampleReader
{
    private readonly ISampleReader _inner;
    private readonly SampleRateConverter _converter;
    private readonly float[] _input = new float[1024];
    private int _inputStart;
    private int _inputEnd;
    private bool _innerHasEnded;

    /// <summary>Takes ownership of <paramref name="inner"/>.</summary>
    /// <param name="path">The source, for messages.</param>
    /// <exception cref="AudioSourceException">libsamplerate is missing.</exception>
    public ResamplingReader(string path, ISampleReader inner, int fromRate, int toRate)
    {
        _inner = inner;
        _converter = new(path, fromRate, toRate, "convert the file to 16 kHz");
    }

    public int Read(Span<float> samples)
    {
        var filled = 0;
        while (filled < samples.Length)
        {
            if (_inputStart == _inputEnd && !_innerHasEnded) ReadInput();
            var generated = Process(samples[filled..]);
            filled += generated;
            if (_innerHasEnded && generated == 0 && _inputStart == _inputEnd) break;
        }

        return filled;
    }

    public void Dispose()
    {
        _converter.Dispose();
        _inner.Dispose();
    }

    private void ReadInput()
    {
        _inputStart = 0;
        _inputEnd = _inner.Read(_input);
        _innerHasEnded = _inputEnd < _input.Length;
    }

    private int Process(Span<float> output)
    {
        var generated = _converter.Convert(
            _input.AsSpan(_inputStart, _inputEnd - _inputStart), output, _innerHasEnded, out var used);
        _inputStart += used;
        return generated;
    }
}
