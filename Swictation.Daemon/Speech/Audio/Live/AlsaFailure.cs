using Swictation.Daemon.Speech.Audio.Native;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>Errors of libasound in words that say what to do.</summary>
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

    private const string List = "'swictation-daemon devices' lists what there is";

    // A sound server's plug-in looks for the microphone only when it is set up or started, and says InputOutput of all
    // that can go wrong.
    private const string NotInServer =
        "the sound server has no such microphone, or has stopped; plug it in, start the server, or name another, "
        + List;

    public static AudioSourceException OnOpen(string source, int error) => new(source, error switch
    {
        NoSuchEntry or NoSuchDevice or NoSuchDeviceOrAddress =>
            $"there is no such microphone; plug it in or name another, {List}",
        Busy => "the microphone is used by another program; close that, or use the sound server's device (default)",
        NoAccess => "the microphone may not be opened; add the user to the group audio",
        ConnectionRefused => "the sound server does not answer; start PulseAudio or PipeWire, or name another device, "
            + List,
        InputOutput => NotInServer,
        _ => $"the microphone cannot be opened ({Asound.DescribeError(error)}); {List}",
    });

    public static AudioSourceException OnSetup(string source, string what, int error) => new(source, error switch
    {
        InputOutput => NotInServer,
        _ => $"the microphone does not give {what} ({Asound.DescribeError(error)}); name another, {List}",
    });

    public static AudioSourceException OnRead(string source, int error) => new(source, error switch
    {
        NoSuchDevice or NoSuchDeviceOrAddress or NoSuchEntry => "the microphone is gone; plug it in again",
        // A sound server's plug-in returns this for every fault.
        InputOutput => "the microphone is gone, or the sound server has stopped; plug it in again, or start the server",
        _ => $"the microphone has failed ({Asound.DescribeError(error)}); check its cable and the sound server",
    });
}
