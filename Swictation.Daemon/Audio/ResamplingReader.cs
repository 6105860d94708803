using System.Runtime.InteropServices;
using Swictation.Daemon.Audio.Native;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Audio;

/// <summary>Gives the audio of another reader at another sample rate.</summary>
internal sealed class ResamplingReader : ISampleReader
{
    private readonly string _path;
    private readonly ISampleReader _inner;
    private readonly SampleRateHandle _converter;
    private readonly double _ratio;
    private readonly float[] _input = new float[1024];
    private int _inputStart;
    private int _inputEnd;
    private bool _innerHasEnded;

    /// <summary>Takes ownership of <paramref name="inner"/>.</summary>
    /// <param name="path">The source, for messages.</param>
    /// <exception cref="AudioSourceException">libsamplerate is missing.</exception>
    public ResamplingReader(string path, ISampleReader inner, int fromRate, int toRate)
    {
        _path = path;
        _inner = inner;
        _ratio = (double)toRate / fromRate;
        try
        {
            _converter = SampleRate.src_new(SampleRate.SincMediumQuality, channels: 1, out var error);
            if (_converter.IsInvalid) throw CannotResample(error);
        }
        catch (DllNotFoundException)
        {
            throw MissingLibrary.For(path, SampleRate.Library, SampleRate.DebianPackage);
        }
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

    private unsafe int Process(Span<float> output)
    {
        fixed (float* input = _input)
        fixed (float* converted = output)
        {
            var data = new SampleRateData
            {
                Input = input + _inputStart,
                InputFrames = new CLong(_inputEnd - _inputStart),
                Output = converted,
                OutputFrames = new CLong(output.Length),
                IsEndOfInput = _innerHasEnded ? 1 : 0,
                Ratio = _ratio,
            };
            var error = SampleRate.src_process(_converter, ref data);
            if (error != 0) throw CannotResample(error);
            _inputStart += (int)data.InputFramesUsed.Value;
            return (int)data.OutputFramesGenerated.Value;
        }
    }

    private AudioSourceException CannotResample(int error) =>
        new(_path, $"cannot be resampled ({SampleRate.DescribeError(error)}); convert the file to 16 kHz");
}
