using System.Runtime.InteropServices;
using Swictation.Daemon.Speech.Audio.Native;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio;

/// <summary>One stream of samples that libsamplerate changes the rate of.</summary>
internal sealed class SampleRateConverter : IDisposable
{
    private readonly string _source;
    private readonly string _advice;
    private readonly SampleRateHandle _converter;

    /// <param name="source">Where the samples come from, for messages.</param>
    /// <param name="advice">The remedy where it does not work, for messages.</param>
    /// <exception cref="AudioSourceException">libsamplerate is missing.</exception>
    public SampleRateConverter(string source, int fromRate, int toRate, string advice)
    {
        _source = source;
        _advice = advice;
        Ratio = (double)toRate / fromRate;
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

    /// <summary>Samples that come of one.</summary>
    public double Ratio { get; }

    /// <param name="used">How many of the input were taken.</param>
    /// <returns>How many were written to the output.</returns>
    /// <exception cref="AudioSourceException">They cannot be converted.</exception>
    public unsafe int Convert(ReadOnlySpan<float> input, Span<float> output, bool isEndOfInput, out int used)
    {
        // By reference, so that no input is not a null pointer.
        fixed (float* from = &MemoryMarshal.GetReference(input))
        fixed (float* to = &MemoryMarshal.GetReference(output))
        {
            var data = new SampleRateData
            {
                Input = from,
                InputFrames = new CLong(input.Length),
                Output = to,
                OutputFrames = new CLong(output.Length),
                IsEndOfInput = isEndOfInput ? 1 : 0,
                Ratio = Ratio,
            };
            var error = SampleRate.src_process(_converter, ref data);
            if (error != 0) throw CannotResample(error);

            used = (int)data.InputFramesUsed.Value;
            return (int)data.OutputFramesGenerated.Value;
        }
    }

    public void Dispose() => _converter.Dispose();

    private AudioSourceException CannotResample(int error) =>
        new(_source, $"cannot be resampled ({SampleRate.DescribeError(error)}); {_advice}");
}
