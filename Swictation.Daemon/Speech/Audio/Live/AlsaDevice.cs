using System.Runtime.InteropServices;
using Swictation.Daemon.Speech.Audio.Native;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>
/// A device of libasound that captures at 16 kHz, or at another rate, which is converted then.
/// </summary>
internal sealed class AlsaDevice : ICaptureDevice
{
    // A reader that has to stop notices within this time.
    private const int LongestWaitMs = 100;

    private readonly string _source;
    private readonly PcmHandle _pcm;
    private readonly LiveResampler? _resampler;
    private readonly short[] _captured = [];

    private AlsaDevice(string source, PcmHandle pcm, int rate)
    {
        _source = source;
        _pcm = pcm;
        if (rate == AudioFormat.SamplesPerSecond) return;

        _resampler = new(source, rate, AudioFormat.SamplesPerSecond);
        _captured = new short[rate / AlsaSetup.PeriodsPerSecond];
    }

    /// <param name="device">As libasound knows it: <c>default</c>, <c>hw:1,0</c>, <c>pulse:DEVICE=name</c>.</param>
    /// <exception cref="AudioSourceException">It cannot be opened; says why and what to do.</exception>
    public static AlsaDevice Open(string device)
    {
        var source = $"alsa:{device}";
        try
        {
            Asound.BeQuiet();
            var (pcm, rate) = AlsaSetup.Open(source, device);
            try
            {
                var opened = new AlsaDevice(source, pcm, rate);
                opened.Start();
                return opened;
            }
            catch (AudioSourceException)
            {
                pcm.Dispose();
                throw;
            }
        }
        catch (DllNotFoundException)
        {
            throw MissingLibrary.For(source, Asound.Library, Asound.DebianPackage);
        }
    }

    public CaptureRead Read(Span<short> samples)
    {
        var ready = Asound.snd_pcm_wait(_pcm, LongestWaitMs);
        if (ready < 0) return Recover(ready);
        if (ready == 0) return new(0);

        var wanted = _resampler is null ? samples : _captured.AsSpan(0, _resampler.InputFor(samples.Length));
        var read = (int)Asound.snd_pcm_readi(_pcm, wanted, new CULong((nuint)wanted.Length)).Value;
        if (read < 0) return Recover(read);
        // It was ready and had nothing: a plug-in that reads from somewhere, and has come to the end.
        if (read == 0) Thread.Sleep(AlsaSetup.PeriodMs);
        return new(_resampler is null ? read : _resampler.Convert(wanted[..read], samples));
    }

    public void Dispose()
    {
        _pcm.Dispose();
        _resampler?.Dispose();
    }

    private void Start()
    {
        var error = Asound.snd_pcm_start(_pcm);
        if (error < 0) throw AlsaFailure.OnOpen(_source, error);
    }

    private CaptureRead Recover(int error)
    {
        switch (error)
        {
            case AlsaFailure.TryAgain or AlsaFailure.Interrupted:
                return new(0);
            case AlsaFailure.Overrun:
                Restart();
                return new(0, CaptureFault.Overrun);
            case AlsaFailure.Suspended:
                // Hardware that cannot go on where it was is started anew.
                if (Asound.snd_pcm_resume(_pcm) < 0) Restart();
                return new(0, CaptureFault.Suspended);
            default:
                throw AlsaFailure.OnRead(_source, error);
        }
    }

    private void Restart()
    {
        var error = Asound.snd_pcm_prepare(_pcm);
        if (error >= 0) error = Asound.snd_pcm_start(_pcm);
        if (error < 0) throw AlsaFailure.OnRead(_source, error);
    }
}
