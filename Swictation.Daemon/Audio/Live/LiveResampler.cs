using System.Runtime.InteropServices;
using Swictation.Daemon.Audio.Native;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Audio.Live;

/// <summary>
/// Changes the rate of samples as they come. Unlike <see cref="ResamplingReader"/> it gives what it has and asks for no
/// more: a microphone has nothing to be asked for.
/// </summary>
internal sealed class LiveResampler : IDisposable
{
    private readonly SampleRateHandle _converter;
    private readonly double _ratio;
    private readonly float[] _input;
    private readonly float[] _output;
    private readonly string _source;

    /// <exception cref="AudioSourceException">libsamplerate is missing.</exception>
    public LiveResampler(string source, int fromRate, int toRate)
    {
        _source = source;
        _ratio = (double)toRate / fromRate;
        _input = new float[fromRate / AlsaSetup.PeriodsPerSecond];
        _output = new float[(toRate / AlsaSetup.PeriodsPerSecond) + 1];
        try
        {
            _converter = SampleRate.src_new(SampleRate.SincMediumQuality, channels: 1, out var error);
            if (_converter.IsInvalid) throw CannotResample(error);
        }
        catch (DllNotFoundException)
        {
            throw MissingLibrary.For(source, SampleRate.Library, SampleRate.DebianPackage);
        }
    }

    /// <summary>How many samples may be converted at once if only so many may come of it.</summary>
    public int InputFor(int output) => Math.Clamp((int)((output - 1) / _ratio), 1, _input.Length);

    /// <returns>
    /// How many there are: none at first, and sometimes one more or less than the ratio of the rates says.
    /// </returns>
    public unsafe int Convert(ReadOnlySpan<short> captured, Span<short> converted)
    {
        for (var i = 0; i < captured.Length; i++) _input[i] = captured[i] / 32768f;
        fixed (float* input = _input)
        fixed (float* output = _output)
        {
            var data = new SampleRateData
            {
                Input = input,
                InputFrames = new CLong(captured.Length),
                Output = output,
                OutputFrames = new CLong(Math.Min(converted.Length, _output.Length)),
                IsEndOfInput = 0,
                Ratio = _ratio,
            };
            var error = SampleRate.src_process(_converter, ref data);
            if (error != 0) throw CannotResample(error);

            var generated = (int)data.OutputFramesGenerated.Value;
            for (var i = 0; i < generated; i++)
                converted[i] = (short)Math.Clamp(MathF.Round(output[i] * 32768), short.MinValue, short.MaxValue);
            return generated;
        }
    }

    public void Dispose() => _converter.Dispose();

    private AudioSourceException CannotResample(int error) =>
        new(_source, $"cannot be resampled ({SampleRate.DescribeError(error)}); name a device that converts (default)");
}
