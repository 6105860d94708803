using Swictation.Domain.Audio;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>
/// Changes the rate of samples as they come. Unlike <see cref="Files.ResamplingReader"/> it delivers all that it has and
/// waits for no more: a microphone has nothing to be asked for.
/// </summary>
internal sealed class LiveResampler : IDisposable
{
    private readonly SampleRateConverter _converter;
    private readonly float[] _input;
    private readonly float[] _output;

    /// <exception cref="AudioSourceException">libsamplerate is missing.</exception>
    public LiveResampler(string source, int fromRate, int toRate)
    {
        _converter = new(source, fromRate, toRate, "name a device that converts (default)");
        _input = new float[fromRate / AlsaSetup.PeriodsPerSecond];
        _output = new float[(toRate / AlsaSetup.PeriodsPerSecond) + 1];
    }

    /// <summary>How many samples may be converted at once if only so many may come of it.</summary>
    public int InputFor(int output) => Math.Clamp((int)((output - 1) / _converter.Ratio), 1, _input.Length);

    /// <returns>
    /// How many there are: none at first, and sometimes one more or less than the ratio of the rates says.
    /// </returns>
    public int Convert(ReadOnlySpan<short> captured, Span<short> converted)
    {
        AudioFormat.ToFloats(captured, _input);
        var room = Math.Min(converted.Length, _output.Length);
        var generated = _converter.Convert(
            _input.AsSpan(0, captured.Length), _output.AsSpan(0, room), isEndOfInput: false, out _);
        AudioFormat.ToSamples(_output.AsSpan(0, generated), converted);
        return generated;
    }

    public void Dispose() => _converter.Dispose();
}
