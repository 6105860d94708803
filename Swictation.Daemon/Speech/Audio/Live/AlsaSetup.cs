using Swictation.Daemon.Speech.Audio.Native;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>
/// Opens devices with one channel of 16-bit samples. libasound converts the sound of devices like <c>default</c>.
/// One that is named without conversion, <c>hw:1,0</c>, gets libasound's conversion of format and channels put in front
/// of it, but keeps its rate: libasound's own resampling lets through frequencies that are too high for 16 kHz.
/// </summary>
internal static class AlsaSetup
{
    public const int PeriodsPerSecond = 50;
    public const int PeriodMs = 1_000 / PeriodsPerSecond;

    // Much longer than a busy machine keeps a thread from running.
    private const uint BufferMicroseconds = 1_000_000;

    /// <returns>The device, not started yet, and its rate.</returns>
    /// <exception cref="AudioSourceException">It cannot be opened, or gives no such samples.</exception>
    public static (PcmHandle Pcm, int Rate) Open(string source, string device)
    {
        var pcm = OpenNamed(source, device);
        var error = TrySetUp(pcm, converts: true, out var rate, out var refused);
        if (error >= 0) return (pcm, rate);

        pcm.Dispose();
        if (error == AlsaFailure.InputOutput) throw AlsaFailure.OnSetup(source, refused, error);

        pcm = OpenNamed(source, $"plug:'{device}'");
        error = TrySetUp(pcm, converts: false, out rate, out refused);
        if (error >= 0) return (pcm, rate);

        pcm.Dispose();
        throw AlsaFailure.OnSetup(source, refused, error);
    }

    private static PcmHandle OpenNamed(string source, string device)
    {
        // Not blocking: a device that another program uses is an error, and not a wait for its end.
        var error = Asound.snd_pcm_open(out var pcm, device, Asound.CaptureStream, Asound.NonBlocking);
        if (error >= 0) return pcm;

        pcm.Dispose();
        throw AlsaFailure.OnOpen(source, error);
    }

    /// <param name="converts">True: exactly 16 kHz. False: the nearest rate that the device itself has.</param>
    /// <returns>0, or an error; then <paramref name="refused"/> names its subject.</returns>
    private static int TrySetUp(PcmHandle pcm, bool converts, out int rate, out string refused)
    {
        refused = "sound of a form that is known";
        rate = AudioFormat.SamplesPerSecond;
        var error = Asound.snd_pcm_hw_params_malloc(out var parameters);
        using var freed = parameters;
        if (error >= 0) error = Asound.snd_pcm_hw_params_any(pcm, parameters);
        if (error < 0) return error;

        error = Asound.snd_pcm_hw_params_set_access(pcm, parameters, Asound.InterleavedAccess);
        if (error < 0) return error;

        refused = "16-bit samples";
        error = Asound.snd_pcm_hw_params_set_format(pcm, parameters, Asound.Signed16LittleEndian);
        if (error < 0) return error;

        refused = "one channel";
        error = Asound.snd_pcm_hw_params_set_channels(pcm, parameters, 1);
        if (error < 0) return error;

        refused = "16 kHz";
        error = converts
            ? Asound.snd_pcm_hw_params_set_rate(pcm, parameters, AudioFormat.SamplesPerSecond, direction: 0)
            : SetNearestRate(pcm, parameters, ref rate);
        if (error < 0) return error;

        refused = "a buffer";
        var (direction, period, buffer) = (0, 1_000_000u / PeriodsPerSecond, BufferMicroseconds);
        error = Asound.snd_pcm_hw_params_set_period_time_near(pcm, parameters, ref period, ref direction);
        if (error < 0) return error;

        direction = 0;
        error = Asound.snd_pcm_hw_params_set_buffer_time_near(pcm, parameters, ref buffer, ref direction);
        return error < 0 ? error : Asound.snd_pcm_hw_params(pcm, parameters);
    }

    private static int SetNearestRate(PcmHandle pcm, PcmParametersHandle parameters, ref int rate)
    {
        var error = Asound.snd_pcm_hw_params_set_rate_resample(pcm, parameters, isAllowed: 0);
        if (error < 0) return error;

        var (nearest, direction) = ((uint)rate, 0);
        error = Asound.snd_pcm_hw_params_set_rate_near(pcm, parameters, ref nearest, ref direction);
        rate = (int)nearest;
        return error;
    }
}
