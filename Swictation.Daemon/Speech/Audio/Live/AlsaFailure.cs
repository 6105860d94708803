using Swictation.Daemon.Speech.Audio.Native;
using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>Errors of libasound as reasons.</summary>
internal static class AlsaFailure
{
    // Numbers of errno.h, negative as the library returns them.
    public const int NoSuchEntry = -2;
    public const int Interrupted = -4;
    public const int InputOutput = -5;
    public const int NoSuchDeviceOrAddress = -6;
    public const int TryAgain = -11;
    public const int NoAccess = -13;
    public const int Busy = -16;
    public const int NoSuchDevice = -19;
    public const int Overrun = -32;
    public const int Suspended = -86;
    public const int ConnectionRefused = -111;

    // A sound server's plug-in looks for the microphone only when it is set up or started, and returns InputOutput for
    // every fault.
    public static AudioSourceException OnOpen(string source, int error) => new(source, error switch
    {
        NoSuchEntry or NoSuchDevice or NoSuchDeviceOrAddress => new Reason(ReasonCode.MicrophoneMissing),
        Busy => new(ReasonCode.MicrophoneBusy),
        NoAccess => new(ReasonCode.MicrophoneForbidden),
        ConnectionRefused => new(ReasonCode.SoundServerDown),
        InputOutput => new(ReasonCode.MicrophoneNotInServer),
        _ => new(ReasonCode.MicrophoneNotOpened, Asound.DescribeError(error)),
    });

    /// <param name="setting">The setting that the device refuses, such as "one channel".</param>
    public static AudioSourceException OnSetup(string source, string setting, int error) => new(source, error switch
    {
        InputOutput => new Reason(ReasonCode.MicrophoneNotInServer),
        _ => new(ReasonCode.MicrophoneUnsuited, $"{setting} ({Asound.DescribeError(error)})"),
    });

    public static AudioSourceException OnRead(string source, int error) => new(source, error switch
    {
        NoSuchDevice or NoSuchDeviceOrAddress or NoSuchEntry => new Reason(ReasonCode.MicrophoneGone),
        InputOutput => new(ReasonCode.MicrophoneOrServerGone),
        _ => new(ReasonCode.MicrophoneFailed, Asound.DescribeError(error)),
    });
}
